import threading

import pytest

from reelwright.domain.errors import NotFound
from reelwright.store.jobs import Jobs


@pytest.fixture
def jobs(database):
    made = Jobs(database)
    made.ask([("a", {"prompt": "one"}), ("b", {"prompt": "two"})], batch="x", limit_s=60)
    return made


def test_a_job_goes_from_queued_to_running_to_its_end_and_stays_there(jobs):
    assert [j.state for j in jobs.listed()] == ["queued", "queued"]
    began = jobs.begin("a")
    assert began.state == "running"
    assert began.began_at
    jobs.tell("a", "film", 0.5)
    jobs.tell("a", "film", 0.3)
    assert jobs.job("a").share == 0.5
    jobs.end("a", "done", result={"film": "x"}, seconds=1.5)
    jobs.end("a", "failed", reason="too late")
    ended = jobs.job("a")
    assert (ended.state, ended.share, ended.result, ended.reason) == ("done", 1, {"film": "x"}, "")
    jobs.tell("a", "film", 0.1)
    assert jobs.begin("a").state == "done"


def test_asking_again_under_the_same_id_keeps_the_job(jobs):
    jobs.begin("a")
    jobs.ask([("a", {"prompt": "other"})], batch="y", limit_s=1)
    assert jobs.job("a").request == {"prompt": "one"}
    assert jobs.job("a").state == "running"


def test_batches_and_open_jobs_are_listed_in_order(jobs):
    jobs.ask([("c", {"prompt": "three"})], batch="y", limit_s=60)
    jobs.end("b", "failed", reason="no")
    assert [j.id for j in jobs.listed("x")] == ["a", "b"]
    assert [j.id for j in jobs.listed(open_only=True)] == ["a", "c"]
    with pytest.raises(NotFound, match="no job 'z'"):
        jobs.job("z")


def test_several_threads_may_tell_at_once(jobs):
    jobs.begin("a")

    def tell(n):
        for k in range(20):
            jobs.tell("a", f"step {n}", (n * 20 + k) / 100)
        jobs.close()

    threads = [threading.Thread(target=tell, args=(n,)) for n in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert jobs.job("a").share == 0.79
