"""What a suite may rely on, whatever runs the learner's code: each check is a rule of `docs/reference/suites.md`.

The verdicts of this suite on the reference solution must be equal in all runtimes: that is the regression test of the
kit. A peculiarity of a library or a runtime that was found once gets a check here.
"""

import pytest

from prodready.kit import Each, Items, Raises, faults

# ---- values


def test_special_data_arrive_plain(learner):
    """Instances of subclasses arrive as the plain data that they are.

    A named tuple passes on one machine and fails on another.

    Which types does JSON know?

    The codec sends the base.
    """
    expected = [404, 1, {"a": 1}, (1, 2), "x", {1}, 2.5, b"z", [3], {"b": 2}]
    assert learner.call("subclasses").value == expected


def test_fields_of_an_object(learner):
    """An object stays where it is; its public fields can be read.

    The suite compares an object with itself, and learns nothing.

    What can a suite see of an object?

    `fields()` gives public data, whatever the object is made with.
    """
    receipt = learner.call("receipt").value
    assert receipt.fields() == {"payment": "p-1", "cents": 250}
    assert receipt.get("cents").value == 250


def test_hostile_values(learner):
    """A value that cannot be sent is a failure of the call, not of the suite.

    One submission with a strange __repr__ ends the grading of all others.

    Who builds the report of a call?

    It is built under the same care as the call itself.
    """
    assert learner.call("unprintable").error.types[0] == "ValueError"
    assert learner.call("nested", 900).error.types[0] == "ValueError"
    assert learner.call("text", 3_000_000).gone == "its answer was too large"


def test_arguments_after_the_call(learner):
    """The arguments can be seen as they are after the call.

    A function sorts the caller's list, and no suite notices.

    Which list has been sorted?

    `outcome.args` are the arguments on the learner's side.
    """
    outcome = learner.call("sort_in_place", [3, 1, 2])
    assert outcome.value is None
    assert outcome.args == [[1, 2, 3]]


# ---- objects that stay with the learner


def test_object_between_calls(learner):
    """What one call opened, the next one may use, also if it is bound to a thread.

    sqlite3 refuses a connection that was made in another thread.

    On which thread do the calls of a check run?

    On one and the same.
    """
    database = learner.call("Database").value
    assert database.call("add", 3).value == 1
    assert database.call("add", 4).value == 2


def test_streams(learner):
    """Iterators and async iterators give up to as many items as the suite wants.

    An endless generator makes an endless check.

    Who decides how many items are enough?

    `items(most)` stops there.
    """
    assert learner.call("stream", 5).value.items(3).value == [0, 1, 2]
    assert learner.call("async_stream", 3).value.items().value == [0, 1, 2]


def test_function_in_function_out(learner, fake):
    """A fake can be a function, and a function that comes back can be called.

    A decorator cannot be graded.

    What is the name of a call without a name?

    It is `()`.
    """
    job = fake("job", __call__=Each(Raises("TimeoutError", "1"), Raises("TimeoutError", "2"), "done"))
    assert learner.call("retrying", job).value.call("()", 7).value == "done"
    assert [call.args for call in job.calls] == [(7,), (7,), (7,)]


def test_one_shot_rows(learner, fake):
    """`Items` can be read once, and may end in an error.

    A list hides that the rows are read twice.

    What does a cursor do after its last row?

    It is exhausted, or its connection is gone.
    """
    source = fake("source", __call__=Items([1, 2], then=Raises("OSError", "gone")))
    rows = learner.call("apply", source).value
    assert rows.items(2).value == [1, 2]
    assert rows.items(1).error.types[0] == "OSError"
    assert rows.items(1).value == []


# ---- fakes


def test_async_fake(learner, fake):
    """The methods of an awaitable fake are coroutine functions; cancellation can be raised by one.

    `await` fails on a plain value.

    What does the learner's code await?

    `awaitable=True` makes every method a coroutine function.
    """
    client = fake("client", awaitable=True, get=Each("a", Raises("asyncio.CancelledError")))
    assert learner.call("fetch_from", client).value == "a"
    assert learner.call("fetch_from", client).error.types[0].endswith("CancelledError")


def test_own_error_class_from_a_fake(learner, fake):
    """A fake can raise an error class of the submission, which then has its bare name.

    The class of the suite and the class of the submission have one name, and are two.

    In which process does the class live?

    It is looked up where the learner's code runs.
    """
    function = fake("function", __call__=Raises("probe.Own", "x"))
    error = learner.call("apply", function).error
    assert error.types[0] == "Own"
    assert [frame[0] for frame in error.frames] == ["yours/probe.py", "<function>"]


def test_fake_may_not_call_back(learner, fake):
    """A fake that calls the learner's code is a mistake of the suite, and says so.

    Locally it works. With two processes both wait for each other.

    Who reads the pipe while the fake waits?

    Nobody. Keep the handle, and call it afterwards.
    """
    function = fake("function", __call__=lambda: learner.call("count_calls").value)
    with pytest.raises(RuntimeError):
        assert learner.call("apply", function).returned, "an error in the suite itself"


def test_assertion_in_a_fake_is_not_swallowed(learner, fake):
    """An assertion inside a fake fails the check, even if the learner's code catches everything.

    `except Exception: pass` makes a strict fake content.

    In which process is the assertion raised?

    In the suite's; it is raised again after the call.
    """

    def strict(number):
        assert number == 1, "one is asked for"
        return number

    with pytest.raises(AssertionError) as raised:
        assert learner.call("swallow", fake("function", __call__=strict)).returned, "an error in the suite itself"
    assert str(raised.value).splitlines()[0] == "one is asked for"


# ---- the process


def test_module_is_fresh(learner):
    """Nothing of the module survives a check, part one.

    Checks pass in one order and fail in another.

    What does a global variable outlive?

    The module is imported anew for each check.
    """
    assert learner.call("count_calls").value == 1
    assert learner.call("count_calls").value == 2


def test_module_is_fresh_again(learner):
    """Nothing of the module survives a check, part two.

    Checks pass in one order and fail in another.

    What does a global variable outlive?

    The module is imported anew for each check.
    """
    assert learner.call("count_calls").value == 1


def test_exit_is_an_error(learner):
    """`sys.exit` is an error like others.

    One submission ends the grading of all others.

    What is SystemExit?

    An exception.
    """
    assert learner.call("leave").error.types[0] == "SystemExit"


@pytest.mark.needs("process")
def test_end_of_the_process(learner):
    """`os._exit` is reported, and the next call says that there is nobody any more.

    One submission ends the grading of all others.

    What is left to catch?

    Nothing. The call is replaced, or the process is watched.
    """
    assert learner.call("end_the_process").gone


def test_both_streams(learner):
    """What the code prints belongs to the outcome of the call.

    Somebody's prints appear in somebody else's report.

    Whose is stdout during a call?

    The check's.
    """
    outcome = learner.call("write")
    assert (outcome.stdout, outcome.stderr) == ("é\n", "err\n")


def test_environment_from_nothing(learner):
    """Nothing of the machine's environment is visible, and the suite can add variables.

    A variable of the author's machine makes a check pass.

    Whose variables are these?

    Those that the suite has set, and what a process cannot do without.
    """
    learner.environ(API_KEY="k")
    basics = {"PATH", "HOME", "NO_PROXY", "SYSTEMROOT", "PATHEXT", "COMSPEC"}
    assert set(learner.call("environment").value) - basics == {"API_KEY"}
    assert learner.call("set_variable", "SHOP", "north").value == "north"
    assert "SHOP" in learner.call("environment").value


def test_environment_is_fresh(learner):
    """Variables do not survive the check.

    Checks pass in one order and fail in another.

    What does a variable outlive?

    It is set for one check.
    """
    assert not {"API_KEY", "SHOP"} & set(learner.call("environment").value), "a fresh environment"


def test_files(learner, files):
    """The suite and the learner's code share a folder.

    A relative path leads to another place on each machine.

    What is the working directory?

    A folder that is empty when the check begins.
    """
    files.write("in/rows.txt", "a\nb\n")
    assert files.names() == ["in/rows.txt"]
    assert learner.call("reverse_lines").value == 2
    assert files.read("out.txt") == "b\na\n"
    assert files.names() == ["in/rows.txt", "out.txt"]


def test_files_replaced_through_a_link(learner, files):
    """A link is exchanged in one step, and what it led to can be removed.

    A mounted file changes, and its name does not.

    What does a name lead to?

    A link to a folder that is exchanged leads to other files.
    """
    for folder in ("..one", "..two"):
        files.write(f"{folder}/key", folder, mtime=1_700_000_000)
    files.link("..data", "..one")
    files.link("in/key", "../..data/key")
    assert learner.call("look", "in/key").value == ("..one", 1_700_000_000)
    files.link("..data", "..two")
    files.remove("..one")
    assert learner.call("look", "in/key").value == ("..two", 1_700_000_000)
    assert files.names() == ["..two/key", "in/key"]


def test_files_removed(learner, files):
    """A file, a link and a folder can be removed.

    The disk is full, and everything on it is in use.

    What is left when a link is removed?

    Only the link goes; a folder goes with all that it holds.
    """
    files.write("out/key", "k")
    files.link("key", "out/key")
    files.link("folder", "out")
    for name in ("key", "folder"):
        files.remove(name)
    assert learner.call("look", "key").value is None
    assert files.names() == ["out/key"]
    files.remove("out/key")
    files.write("out/key", "k")
    files.remove("out")
    assert files.names() == []


def test_files_are_fresh(files):
    """Files do not survive the check.

    Checks pass in one order and fail in another.

    What does a file outlive?

    The folder is made anew for each check.
    """
    assert files.names() == []


@pytest.mark.needs("threads")
def test_endless_loop_is_given_up(learner):
    """A loop without an end is given up, with the line that it is in.

    The run stands still, and nobody knows at which exercise.

    Who stops a loop?

    `limit` bounds each call.
    """
    outcome = learner.limit(0.5).call("spin")
    assert outcome.stuck
    assert "probe.py" in outcome.where


@pytest.mark.needs("threads")
def test_many_threads(learner):
    """A submission may have a hundred threads, where there are threads.

    The memory limit of one runtime allows seven.

    How much memory does a thread reserve?

    Less than one expects, and still too much for a narrow limit.
    """
    assert learner.call("start_threads", 100).value == 100


# ---- events


@pytest.mark.parametrize("library", ["logging", "structlog", "loguru"])
def test_events_are_alike(learner, values, library):
    """An event is the same, whichever library has written it.

    A right solution fails because it uses another logger.

    What do all loggers have in common?

    Level, text, fields and a traceback.
    """
    order = values.number()
    (event,) = learner.call(f"log_with_{library}", order).events
    assert (event.level, event.text, event.fields) == (30, f"order {order}", {"shop": "north"})
    assert event.traceback.endswith("Own: bad\n")
    assert event.mentions(order)
    assert not event.mentions(str(order)[:-1]), "whole words only"


@pytest.mark.parametrize("library", ["logging", "structlog", "loguru"])
def test_level_of_the_host(learner, logprobe, values, library):
    """The level that the host has chosen holds for all libraries.

    A check for silence passes with one library only.

    Who chooses the level?

    The suite plays the host.
    """
    logprobe.level("ERROR")
    assert learner.call(f"log_with_{library}", values.number()).events == []


# ---- the network: one name per fault and library

ERRORS = {
    "get_with_requests": {
        "hang": "requests.exceptions.ReadTimeout",
        "stall": "requests.exceptions.ConnectionError",
        "reset": "requests.exceptions.ConnectionError",
        "truncated": "requests.exceptions.ChunkedEncodingError",
        "refused": "requests.exceptions.ConnectionError",
    },
    "get_with_httpx": {
        "hang": "httpx.ReadTimeout",
        "stall": "httpx.ReadTimeout",
        "reset": "httpx.ReadError",
        "truncated": "httpx.RemoteProtocolError",
        "refused": "httpx.ConnectError",
    },
    "get_with_async_httpx": {
        "hang": "httpx.ReadTimeout",
        "stall": "httpx.ReadTimeout",
        "reset": "httpx.ReadError",
        "truncated": "httpx.RemoteProtocolError",
        "refused": "httpx.ConnectError",
    },
    "get_with_urllib": {
        "hang": "TimeoutError",
        "stall": "TimeoutError",
        "reset": "ConnectionResetError",
        "truncated": "http.client.IncompleteRead",
        "refused": "urllib.error.URLError",
    },
}


@pytest.fixture
def faulty(faultserver):
    """A server with one of the faults."""
    steps = {"hang": [faults.hang()], "stall": [faults.stall()], "reset": [faults.reset()], "refused": []}
    steps["truncated"] = [faults.truncated(b"{}")]
    return lambda fault: faultserver(*steps[fault])


@pytest.mark.parametrize("fault", ["hang", "stall", "reset", "truncated", "refused"])
@pytest.mark.parametrize("function", ERRORS)
def test_errors_of_the_network(learner, faulty, function, fault):
    """Each library raises its own error for each fault, also without a network.

    A solution that handles ReadTimeout passes here and fails there.

    Who raises the error?

    The library itself, above a simulated socket.
    """
    error = learner.limit(2.0).call(function, faulty(fault).url).error
    assert error.types[0] == ERRORS[function][fault]


def test_server_keeps_what_it_got(learner, faultserver):
    """The server's record has method, headers and body of each request; an answer may depend on it.

    The retry has lost the body, and no suite notices.

    What has arrived?

    `server.requests` has it all.
    """
    server = faultserver(lambda request: faults.json({"body": request.body.decode(), "id": request.headers.get("x-id")}))
    assert learner.call("post_twice", server.url).value == [{"body": "hello", "id": "1"}] * 2
    assert [(request.method, request.body) for request in server.requests] == [("POST", b"hello")] * 2


# ---- time


def test_clock_without_waiting(learner, clock, fake):
    """Under the clock a wait costs nothing, and every wait is on record.

    A check of a backoff takes seven seconds.

    What does the check want to know?

    How long was waited, and how often: `sleeps` and `seconds`.
    """
    job = fake("job", __call__=Each(Raises("OSError"), Raises("OSError"), Raises("OSError"), "ok"))
    outcome = learner.call("back_off", job)
    assert outcome.value == "ok"
    assert outcome.sleeps == [1, 2, 4]
    assert 7 <= outcome.seconds <= 7.1


def test_clock_of_asyncio(learner, clock, fake):
    """The clock holds for asyncio, too, with its timeouts.

    A check of a deadline takes ten seconds.

    Which clock does an event loop read?

    Its own: the kit gives it the simulated one.
    """
    job = fake("job", awaitable=True, __call__=Raises("OSError"))
    outcome = learner.limit(100).call("try_for_ten_seconds", job)
    assert outcome.error.types[0] == "TimeoutError"
    assert 9.9 <= outcome.seconds <= 10.1


def test_clock_moved_by_the_suite(learner, clock):
    """The suite can let time pass, and set the wall clock without letting time pass.

    The cache lives for ever after somebody has set the clock.

    Which clock is right for a duration?

    The monotonic one: `advance` moves it, `jump` does not.
    """
    cache = learner.call("Cache", 60).value
    assert cache.call("get").value == 1
    clock.advance(59)
    assert cache.call("get").value == 1
    clock.jump(-3600)
    clock.advance(2)
    assert cache.call("get").value == 2


def test_clock_of_an_endless_wait(learner, clock):
    """An endless wait is found at once, even if the code swallows every exception.

    A check for "gives up" waits until the limit.

    Who notices that only time passes?

    The clock: it stops at the limit, with the learner's line.
    """
    outcome = learner.call("sleep_for_ever")
    assert outcome.stuck
    assert "time.sleep" in outcome.where


# ---- the file as a program


def test_program(proc):
    """The file runs as a program with arguments, stdin and variables of its own.

    `if __name__ == "__main__":` is never graded.

    What does a shell see of a program?

    Two streams and an exit status.
    """
    done = proc("-v", "x y", stdin="rows", env={"SHOP": "north"})
    assert (done.stdout, done.stderr, done.status) == ("-v x y ROWS north\n", "diagnosis\n", 7)


@pytest.mark.needs("process")
def test_program_without_a_reader(proc):
    """A stream can be one whose reader has gone.

    `| head -0` is never graded.

    When does a program notice that nobody reads?

    When the bytes really leave it.
    """
    done = proc(closed=("stdout",))
    assert done.stdout == ""
    assert "BrokenPipeError" in done.stderr
