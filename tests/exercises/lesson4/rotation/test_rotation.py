"""A secret that is exchanged on disk. Time is what `now()` says: the suite sets it, and nobody waits."""

import pytest

# All other clocks all but stand still, so whoever reads one of those gets the same feedback in every runtime.
pytestmark = pytest.mark.usefixtures("clock")

EVERY = 30
NAME = "api-key"
PATH = f"secrets/{NAME}"
WARNING = 30
CHANGED = 1_700_000_000
"""A modification time, in seconds since the epoch."""


class Mount:
    """A folder with secrets, and programs that read them.

    Attributes:
        time: What `now()` says. It starts in the middle between two multiples of the interval.
        said: All that learner code has emitted: (where, text).
        warnings: Events at WARNING or above.
    """

    def __init__(self, learner, fake, files, values):
        self.learner, self.files, self.values = learner, files, values
        self.time = EVERY * values.number(100, 9999) + EVERY / 2
        self.now = fake("now", __call__=lambda: self.time)
        self.said, self.warnings = [], []
        self.start, self.folders, self.names = 0.0, 0, {}

    def value(self, name, more=0):
        """A fresh secret that failures call by `name`. It is longer than the shortest ones by `more`."""
        value = self.values.secret() + self.values.word(more)
        self.names[value] = name
        return value

    def write(self, text, path=PATH):
        """Write the file in place, as `echo` does: it is emptied first."""
        self.files.write(path, text)

    def exchange(self, text, mtime):
        """As Kubernetes does it: a new folder, a link `..data` that is turned to it, and the old folder removed."""
        self.folders += 1
        self.files.write(f"secrets/..{self.folders}/{NAME}", text, mtime=mtime)
        self.files.link("secrets/..data", f"..{self.folders}")
        if self.folders == 1:
            self.files.link(PATH, f"..data/{NAME}")
        else:
            self.files.remove(f"secrets/..{self.folders - 1}")

    def open(self, path=PATH):
        """A SecretFile. Failures count time from here on."""
        self.start = self.time
        return self._noted(self.learner.call("SecretFile", path, every_s=float(EVERY), now=self.now)).value

    def use(self, secret, after=0.0):
        """Call `current()` after `after` seconds: its outcome."""
        self.time += after
        return self._noted(secret.call("current"))

    def answer(self, secret, after=0.0):
        """What `current()` says after `after` seconds, in words: `first at 30 s`, or the class of what it raises."""
        outcome = self.use(secret, after)
        if outcome.returned:
            value = outcome.value
            what = self.names.get(value, value) if isinstance(value, str) else repr(value)
        else:
            kinds = outcome.error.types
            what = "SecretUnavailable" if "SecretUnavailable" in kinds else kinds[0]
        return f"{what} at {self.time - self.start:g} s"

    @property
    def warned(self):
        """The texts of the warnings."""
        return [event.text for event in self.warnings]

    def shown(self, secret, how):
        """`repr()` or `str()` of a SecretFile."""
        text = self._noted(secret.call(how)).value
        self.said.append((f"{how.strip('_')}()", text))

    def _noted(self, outcome):
        for event in outcome.events:
            fields = " ".join(f"{name}={value}" for name, value in event.fields.items())
            self.said.append(("a log event", f"{event.text} {fields} {event.traceback}"))
        self.said += [("stdout", outcome.stdout), ("stderr", outcome.stderr)]
        self.warnings += [event for event in outcome.events if event.level >= WARNING]
        return outcome


@pytest.fixture
def mount(learner, fake, files, values):
    """An empty folder."""
    return Mount(learner, fake, files, values)


def leaks(said, *secrets):
    """Where eight or more characters of a secret are shown."""
    parts = [secret[start : start + 8] for secret in secrets for start in range(3, len(secret) - 7)]
    return sorted({where for where, text in said for part in parts if part in text})


@pytest.mark.parametrize("end", ["", "\n", " \r\n"], ids=["bare", "line-feed", "more-space"])
def test_value(mount, end):
    """The value is the file's text, without the white space around it.

    `echo key > secret` adds a line feed. Since the last change every request fails with "invalid header value".

    Which characters stand at the end of the file?

    Read the text and strip it.
    """
    value = mount.value("the value")
    mount.write(f"{value}{end}")
    assert mount.use(mount.open()).value == value


def test_first_look(mount):
    """The first use looks at the file, whatever the clock says.

    The machine was started ten seconds ago. For twenty more, the program says that it has no key.

    A monotonic clock may start at 0. What does your code take for the time of its last look, before the first one?

    "Never" is no point in time: use None, or minus infinity.
    """
    mount.time = 0.5
    mount.write(mount.value("the value"))
    assert mount.answer(mount.open()) == "the value at 0 s"


def test_made_before_the_file(mount):
    """A SecretFile can be made before the file is there.

    The side-car writes the file two seconds after the start. Our program has ended by then, for the fifth time.

    What does your constructor do with the disk?

    Keep the path in the constructor, and read in `current()`.
    """
    secret = mount.open()
    mount.write(mount.value("the value"))
    assert mount.answer(secret) == "the value at 0 s"


def test_change_is_seen(mount):
    """A new value is used when the interval is over, and an old one again.

    The key was replaced on Monday. The old one was switched off on Tuesday, and with it the shop.

    Who reads the file after the first time?

    Look again when `every_s` seconds have passed since the last look. Exactly then (after 30 s here) is late enough.
    """
    first, second = mount.value("first"), mount.value("second", more=5)
    mount.write(first)
    secret = mount.open()
    seen = [mount.answer(secret)]
    for text in (second, first):
        mount.write(text)
        seen.append(mount.answer(secret, after=EVERY))
    assert seen == ["first at 0 s", "second at 30 s", "first at 60 s"]


def test_exchange_through_a_link(mount):
    """A secret that is exchanged behind a symbolic link is seen.

    The mounted file is a link to a link. The new key arrived, and the program held on to a folder that is gone.

    Where does the path lead, the first time and the second time?

    Open the path that you were given, each time. Do not resolve it once, and do not ask the link for its own age.
    """
    mount.exchange(mount.value("first"), CHANGED)
    secret = mount.open()
    seen = [mount.answer(secret)]
    for name, more in (("second", 3), ("third", 6)):
        mount.exchange(mount.value(name, more), CHANGED + more)
        seen.append(mount.answer(secret, after=EVERY))
    assert seen == ["first at 0 s", "second at 30 s", "third at 60 s"]


def test_same_size_and_time(mount):
    """A new value is seen though size and time of the file are the same.

    Both keys came out of one backup, written in the same second. The program saw no change.

    What can two different files have in common?

    Compare the text itself; or ask for the inode, too.
    """
    first, second = mount.value("first"), mount.value("second")
    mount.exchange(first, CHANGED)
    secret = mount.open()
    seen = [mount.answer(secret)]
    mount.exchange(second, CHANGED)
    seen.append(mount.answer(secret, after=EVERY))
    assert seen == ["first at 0 s", "second at 30 s"]


@pytest.mark.parametrize("change", ["replaced", "gone"])
def test_no_look_before_the_interval_is_over(mount, change):
    """Between two looks the disk is left alone.

    The volume is on a network. When it hung, every order hung with it, because each one read the key.

    How often does your code touch the disk if there are 500 orders a second?

    Remember when you looked. Before `every_s` seconds have passed since then (30 s here), answer from memory.
    """
    first, second = mount.value("first"), mount.value("second", more=5)
    mount.write(first)
    secret = mount.open()
    mount.use(secret)
    mount.use(secret, after=EVERY)
    if change == "gone":
        mount.files.remove(PATH)
    else:
        mount.write(second)
    before = len(mount.warnings)
    seen = [mount.answer(secret, after=after) for after in (1, EVERY / 2, EVERY / 2 - 2)]
    noticed = mount.warned[before:]
    mount.write(second)
    seen.append(mount.answer(secret, after=1))
    assert seen == ["first at 31 s", "first at 46 s", "first at 59 s", "second at 60 s"]
    assert noticed == [], "no event at WARNING or above: nobody has looked in the meantime"


def test_no_look_after_one_that_failed(mount):
    """A look that found no value counts as a look.

    The disk is in trouble, and our program is the first to know: it asks it five hundred times a second.

    When do you note the time of a look: before it, or after it has worked?

    The interval begins with the look, not with its success.
    """
    first, second = mount.value("first"), mount.value("second", more=5)
    mount.write(first)
    secret = mount.open()
    mount.use(secret)
    mount.files.remove(PATH)
    seen = [mount.answer(secret, after=EVERY)]
    mount.write(second)
    seen += [mount.answer(secret, after=after) for after in (1, EVERY - 2, 1)]
    assert seen == ["first at 30 s", "first at 31 s", "first at 59 s", "second at 60 s"]


def test_no_look_after_the_first_one_that_failed(mount):
    """A first look that found no value counts as a look, too.

    A file is missing at the start. A hundred workers try again without a pause, and the node has no time for its own work.

    What does your code do when it is asked twice, and there has been no value?

    The same rule for every look: the next one is due `every_s` seconds later, and until then the answer is the same.
    """
    secret = mount.open()
    seen = [mount.answer(secret)]
    mount.write(mount.value("the value"))
    seen += [mount.answer(secret, after=after) for after in (EVERY - 1, 1)]
    assert seen == ["SecretUnavailable at 0 s", "SecretUnavailable at 29 s", "the value at 30 s"]


def test_interval_begins_with_the_look(mount):
    """After a pause of hours, too, two looks are an interval apart.

    Nobody ordered anything at night. At six, the first orders read the disk a thousand times.

    From which moment on do you count?

    The last look happened when it happened, not when it was due.
    """
    first, second, third = mount.value("first"), mount.value("second", more=3), mount.value("third", more=6)
    mount.time = EVERY / 2
    mount.write(first)
    secret = mount.open()
    mount.use(secret)
    mount.write(second)
    seen = [mount.answer(secret, after=7210)]
    mount.write(third)
    seen += [mount.answer(secret, after=after) for after in (1, EVERY - 2, 1)]
    assert seen == ["second at 7210 s", "second at 7211 s", "second at 7239 s", "third at 7240 s"]


@pytest.mark.parametrize("state", ["missing", "folder", "empty", "white-space"])
def test_last_value_stays(mount, state):
    """While the file has no value, the last one stays in use.

    For a second the file was empty, because somebody was writing it. Every order of that second was refused.

    What can you find in the place of the file, beside a value?

    Take over what was found only if it is a value. Any OSError, and a text that is empty when stripped, is none.
    """
    first, second = mount.value("first"), mount.value("second", more=5)
    mount.write(first)
    secret = mount.open()
    mount.use(secret)
    if state in ("missing", "folder"):
        mount.files.remove(PATH)
    if state == "folder":
        mount.files.write(f"{PATH}/{NAME}", second)
    if state in ("empty", "white-space"):
        mount.write("" if state == "empty" else " \n")
    seen = [mount.answer(secret, after=after) for after in (EVERY, EVERY, 3600)]
    if state == "folder":
        mount.files.remove(PATH)
    mount.write(second)
    seen.append(mount.answer(secret, after=EVERY))
    assert seen == ["first at 30 s", "first at 60 s", "first at 3660 s", "second at 3690 s"]


@pytest.mark.parametrize("state", ["missing", "empty"])
def test_never_a_value(mount, state):
    """Before there is any value, SecretUnavailable names the file.

    The key was None. The gateway refused every order, and the log said "wrong key" and no more.

    What does your caller get before the first value?

    Raise `SecretUnavailable` with the path in its text. It is the report: do not log as well.
    """
    if state == "empty":
        mount.write("\n")
    secret = mount.open()
    seen = [mount.answer(secret)]
    assert NAME in mount.use(secret).error.message, f"{NAME} in the text of the error"
    seen.append(mount.answer(secret, after=EVERY))
    mount.write(mount.value("the value"))
    seen.append(mount.answer(secret, after=EVERY))
    assert seen == ["SecretUnavailable at 0 s", "SecretUnavailable at 30 s", "the value at 60 s"]
    assert mount.warned == [], "no event at WARNING or above"


def test_outage_is_logged_once(mount):
    """An outage is one event at WARNING or above, with the file's name.

    The file was gone for an hour. The log holds one line about it for each look, and nothing else any more.

    What does your code know, at the second look that fails, about the first?

    Remember whether the last look failed, and log only when that changes. Missing and empty are the same outage.
    """
    mount.write(mount.value("first"))
    secret = mount.open()
    mount.use(secret)
    mount.files.remove(PATH)
    mount.use(secret, after=EVERY)
    assert [event.mentions(NAME) for event in mount.warnings] == [True], (
        f"at the first look one event that names {NAME}"
    )
    mount.use(secret, after=EVERY)
    mount.write("")
    mount.use(secret, after=EVERY)
    mount.use(secret, after=1)
    assert len(mount.warnings) == 1, "one event at WARNING or above for the whole outage"


def test_each_outage_is_logged(mount):
    """The next outage has an event of its own.

    The file was gone in March, for a second. It is gone again, since Friday, and no line says so.

    When does your code forget that it has logged?

    A look that finds a value ends the outage.
    """
    mount.write(mount.value("first"))
    secret = mount.open()
    mount.use(secret)
    for more in (3, 6):
        mount.files.remove(PATH)
        mount.use(secret, after=EVERY)
        mount.write(mount.value("another", more))
        mount.use(secret, after=EVERY)
    assert len(mount.warnings) == 2, "two events at WARNING or above for two outages"


def test_quiet_when_all_is_well(mount):
    """A new value is no reason for a warning.

    The pager rings with every new key. After a month somebody has switched it off.

    Who has to do something when a key was replaced as planned?

    Log it at INFO, or not at all.
    """
    secret = mount.open()
    for more in (0, 3):
        mount.write(mount.value("another", more))
        mount.use(secret, after=EVERY)
    assert mount.warned == [], "no event at WARNING or above"


def test_secret_is_shown_nowhere(mount):
    """No value, old or new, is in a log event, in the output or in the repr.

    Somebody logged the old key and the new one, to be sure. Forty people can read that log.

    What does your code show of a value, and what does a dataclass show of its fields?

    Say that the value has changed, not what it is. A `repr` of your own, or `field(repr=False)`.
    """
    first, second = mount.value("first"), mount.value("second", more=5)
    mount.write(first)
    secret = mount.open()
    mount.use(secret)
    mount.write(second)
    mount.use(secret, after=EVERY)
    mount.write("")
    mount.use(secret, after=EVERY)
    mount.write(first)
    mount.use(secret, after=EVERY)
    for how in ("__repr__", "__str__"):
        mount.shown(secret, how)
    assert leaks(mount.said, first, second) == [], "nowhere eight or more characters of a value"


def test_two_files(mount):
    """Two SecretFiles have nothing to do with each other.

    The database got the gateway's key as its password, and the gateway's log shows the other one.

    What do two objects of your class share?

    Keep value and time in the object: no class attribute, no global, no cache for all.
    """
    other = "secrets/password"
    key, password, later = mount.value("key"), mount.value("password", more=3), mount.value("new password", more=6)
    mount.write(key)
    mount.write(password, other)
    first, second = mount.open(), mount.open(other)
    seen = [mount.answer(first), mount.answer(second, after=1)]
    mount.write(later, other)
    seen += [mount.answer(second, after=EVERY), mount.answer(first)]
    assert seen == ["key at 0 s", "password at 1 s", "new password at 31 s", "key at 31 s"]
