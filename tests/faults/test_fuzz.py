"""Whatever is sent, no address fails. `make fuzz` sends three hundred times as much."""

from random import Random

from tests.faults.fuzzing import requests
from tests.faults.ground import make_ground
from tests.faults.raw import send


def test_no_address_fails_whatever_is_sent(fresh_db):
    replies = [(send(each).status, each) for each in requests(make_ground(a_route=1), Random(9), 300)]
    assert [pair for pair in replies if pair[0] >= 500] == []
    assert {status for status, _ in replies} >= {200, 302, 400, 403, 404, 405, 415, 422}
