"""How much a visitor may send in an hour, and hold open at once."""

from tabs.doors.gate.quota import OpenRequests, Quota


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_a_visitor_gets_an_hours_worth_and_others_theirs():
    clock = Clock()
    quota = Quota(100, clock)
    assert quota.take("a", 60) == 0
    clock.now = 600
    assert quota.take("a", 60) == 3000
    assert quota.take("a", 40) == 0
    assert quota.take("b", 100) == 0
    clock.now = 3601
    assert quota.take("a", 60) == 0


def test_more_than_the_whole_is_never_taken():
    assert Quota(100, Clock()).take("a", 101) == 3600


def test_no_bound_is_none():
    assert Quota(0, Clock()).take("a", 10**12) == 0


def test_visitors_are_forgotten_in_the_end():
    quota = Quota(1, Clock())
    for number in range(10_100):
        quota.take(str(number), 1)
    assert len(quota.sent) == 10_000


def test_requests_that_are_answered_make_room():
    requests = OpenRequests(2)
    with requests.one_more("a") as first, requests.one_more("a") as second, requests.one_more("a") as third:
        assert (first, second, third) == (True, True, False)
        with requests.one_more("b") as other:
            assert other
    with requests.one_more("a") as again:
        assert again
    assert requests.open == {}
