"""Counts what passed and what did not, and says where."""

import traceback


class Results:
    """The tests of one script."""

    def __init__(self, name):
        self.name, self.passed, self.failed, self.skipped = name, 0, 0, 0

    def check(self, true, what):
        """One test; `what` is told when it fails. Answers whether it passed."""
        if true:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {self.name}: {what}", flush=True)
        return bool(true)

    def skip(self, what):
        """One test that this machine cannot run."""
        self.skipped += 1
        print(f"skipped: {self.name}: {what}", flush=True)

    def story(self, what, run):
        """Runs a function; an exception in it is one failed test and ends it."""
        try:
            run()
        except Exception as error:  # noqa: BLE001 - whatever breaks a story is a failed test
            lines = traceback.format_exc().strip().splitlines()
            ours = [line.strip() for line in lines if "/tests/browser/" in line][-3:]
            self.check(False, f"{what}: {str(error)[:1500]}\n    " + "\n    ".join(ours))

    def finish(self):
        """The closing line; the exit status of the script."""
        print(f"{self.name}: {self.passed} passed, {self.failed} failed, {self.skipped} skipped", flush=True)
        return 1 if self.failed or not self.passed else 0
