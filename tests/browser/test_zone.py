"""The zone in which a browser's days begin."""


def test_the_browser_says_its_zone_whatever_cookies_other_sites_have_set(open_browser, server, settings):
    settings.ZONE_COOKIE_NAME = "our-zone"
    walk = open_browser()
    others = {"timezone": "Europe/Paris", "our-zone": "eu-west-1"}
    walk.page.context.add_cookies(
        [{"name": n, "value": v, "url": f"{server}/today/"} for n, v in others.items()]
    )
    walk.go("/today/")
    walk.page.wait_for_function("document.cookie.includes('our-zone=Europe/Paris')")
    assert walk.errors == []
