"""Where what is kept lies."""

from quiz.engine.choosing.shelf import Shelf


def test_a_shelf_holds_what_was_used_last_and_always_the_very_last() -> None:
    shelf = Shelf[str](room=6)
    for word in ("one", "two", "three"):
        shelf.put(word)
    assert list(shelf) == ["three"]
    shelf.put("a")
    shelf.put("three")
    assert list(shelf) == ["three", "a"]
    shelf.put("much too long")
    assert list(shelf) == ["much too long"]


def test_on_a_shelf_one_thing_takes_the_place_of_another() -> None:
    shelf = Shelf[str](room=9)
    for word in ("one", "two"):
        shelf.put(word)
    shelf.put("more", instead_of="one")
    assert list(shelf) == ["more", "two"]
