"""What axe finds on a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe


def violations(page: Any) -> list[str]:
    response = Axe().run(page).response
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in response["violations"]
        for node in violation["nodes"]
    ]
