"""The one kind of keeping that is ours."""

from concurrent.futures import ThreadPoolExecutor

from database.at_hand import AtHand


def words(most: int, *kept: str) -> AtHand[str, str]:
    """Words by their first letter, for so many letters in all."""
    words = AtHand[str, str](most, size=len)
    for word in kept:
        words.keep(word[0], word)
    return words


def letters_of(words: AtHand[str, str]) -> str:
    return "".join(letter for letter in "abcdef" if words.get(letter))


def test_what_was_kept_is_given_back_and_what_was_not_is_none() -> None:
    kept = AtHand[str, int](2)
    assert kept.keep("one", 1) == 1
    assert (kept.get("one"), kept.get("two")) == (1, None)


def test_what_was_not_used_for_longest_makes_room() -> None:
    kept = words(6, "aa", "bb", "cc")
    assert kept.get("a") == "aa"
    kept.keep("d", "dd")
    assert letters_of(kept) == "acd"


def test_a_large_one_takes_the_room_of_several() -> None:
    assert letters_of(words(6, "aa", "bb", "cc", "ddddd")) == "d"


def test_what_is_too_large_alone_is_not_kept_and_drives_nothing_out_but_its_own_forerunner() -> None:
    kept = words(6, "aa", "bb")
    assert kept.keep("a", "aaaaaaa") == "aaaaaaa"
    assert letters_of(kept) == "b"


def test_what_is_kept_again_takes_its_room_once() -> None:
    assert letters_of(words(6, "aa", "bb", "aaaa", "aaa", "aaaa")) == "ab"


def test_what_has_no_size_still_counts_as_one() -> None:
    kept = AtHand[int, str](2, size=len)
    for key in range(5):
        kept.keep(key, "")
    assert [key for key in range(5) if kept.get(key) is not None] == [3, 4]


def test_emptied_it_has_all_its_room() -> None:
    kept = words(6, "aaaaaa")
    kept.clear()
    assert len(kept) == 0
    kept.keep("b", "bbb")
    kept.keep("c", "ccc")
    assert letters_of(kept) == "bc"


def test_threads_never_overfill_it() -> None:
    kept = AtHand[int, str](40, size=len)

    def use(seed: int) -> None:
        for step in range(400):
            kept.keep((seed * step) % 97, "x" * (step % 9))
            kept.get(step % 97)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(use, range(1, 13)))
    held = [value for key in range(97) if (value := kept.get(key)) is not None]
    assert len(held) == len(kept)
    assert 30 <= sum(max(1, len(value)) for value in held) <= 40
