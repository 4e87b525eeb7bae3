"""Zonal and its peers: how each is started, what it is asked to do and what is left out."""
import json
import resource
import shutil
import signal
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PEERS = HERE / "peers"
VENV = HERE / ".venv"


class Failure(Exception):
    """A contender did not deliver."""


class Contradiction(Exception):
    """Two enclosures of one number do not overlap."""


class TimedOut(Failure):
    """A contender needed more CPU time than it was given."""

    def __init__(self, limit):
        super().__init__(f"over {limit} s")
        self.limit = limit


def output_of(command, limit=None, **options):
    """What a command prints; it is stopped after `limit` seconds of CPU time."""
    def restrict():
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))

    if limit:
        options["preexec_fn"] = restrict
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if limit and done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise TimedOut(limit)
    if done.returncode != 0:
        raise Failure(f"{command[0]}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip()


def report_of(command, **options):
    output = output_of(command, **options)
    try:
        return json.loads(output)
    except ValueError:
        raise Failure(f"{command[0]}: no report") from None


class Contender:
    """One program. `certifies` says whether its results carry an error bound."""

    name: str
    certifies = False

    def takes(self, task):
        """Whether the task is worth its while: those that take over a minute are left out."""
        return not task.is_symbolic

    def prepare(self, task):
        """What must be known before the task is timed."""

    def run(self, task):
        """One process that measures the task; its report."""
        raise NotImplementedError

    def version(self):
        raise NotImplementedError


class Zonal(Contender):
    name, certifies = "Zonal", True

    def __init__(self, program):
        self.program = str(program)

    def takes(self, task):
        return True

    def run(self, task):
        return report_of([self.program, *task.arguments])

    def version(self):
        commit = output_of(["git", "-C", str(HERE), "describe", "--always", "--dirty"])
        swift = output_of(["swift", "--version"]).split("Swift version ")[1].split()[0]
        libraries = [
            f"{name.upper()} {output_of(['pkg-config', '--modversion', name])}"
            for name in ("gmp", "mpfr")
            if shutil.which("pkg-config")
        ]
        return ", ".join([f"commit {commit}", f"Swift {swift}", *libraries])


class PythonPeer(Contender):
    script: str

    def __init__(self):
        self.python = str(VENV / "bin" / "python")

    def run(self, task):
        return report_of([self.python, str(PEERS / self.script), *task.arguments])


class Flint(PythonPeer):
    name, certifies, script = "python-flint", True, "flint_peer.py"

    def __init__(self):
        super().__init__()
        self.precisions = {}

    def takes(self, task):
        limit = 300 if task.action == "condition" else 100_000
        return not task.is_symbolic and task.terms <= limit

    def prepare(self, task):
        if task.action not in ("eigenvalues", "condition") and task not in self.precisions:
            self.precisions[task] = super().run(task)["precision"]

    def run(self, task):
        known = [str(self.precisions[task])] if task in self.precisions else []
        command = [self.python, str(PEERS / self.script), *task.arguments, *known]
        return report_of(command)

    def version(self):
        code = "import flint; print(flint.__version__ + ', FLINT ' + flint.__FLINT_VERSION__)"
        return output_of([self.python, "-c", code])


class Mpmath(PythonPeer):
    name, script = "mpmath", "mpmath_peer.py"

    def takes(self, task):
        if task.is_symbolic or task.action == "condition":
            return False
        return task.terms <= 1000 and task.depth <= 10

    def version(self):
        code = (
            "import mpmath, gmpy2; "
            "print(mpmath.__version__ + ', gmpy2 ' + gmpy2.version() + ', ' + gmpy2.mp_version())"
        )
        return output_of([self.python, "-c", code])


class Pari(Contender):
    name = "PARI/GP"

    def takes(self, task):
        return not task.is_symbolic and task.action != "condition" and task.terms <= 1000

    def run(self, task):
        settings = (
            f'task="{task.action}";kernel="{task.kernel}";depth={task.depth};'
            f'terms={task.terms};bits={task.bits};read("pari_peer.gp");'
        )
        command = ["gp", "-q", "-f", "-D", "parisizemax=8G"]
        return report_of(command, input=settings, cwd=PEERS)

    def version(self):
        return output_of(["gp", "--version-short"])


class Arb(Contender):
    """A C program for one task: Arb's integrator with enclosures made by hand."""

    name, certifies = "Arb", True
    source, program = PEERS / "arb_peer.c", HERE / ".build" / "arb_peer"
    #: FLINT 2 and Arb as of Debian 12, and FLINT 3, which contains Arb.
    libraries = [["-lflint-arb", "-lflint"], ["-larb", "-lflint"], ["-lflint"]]
    packages = ["libflint-dev", "libflint-arb-dev"]

    def takes(self, task):
        return task.action == "eigenvalues" and task.kernel == "fc"

    def run(self, task):
        return report_of([str(self.program), *task.arguments])

    def version(self):
        return f"integrals of the C library, FLINT {output_of([str(self.program), 'version'])}"

    @classmethod
    def is_built(cls):
        """Compiles the program, when there is a compiler and the library."""
        compiler = shutil.which("cc")
        if not compiler:
            return False
        cls.program.parent.mkdir(exist_ok=True)
        command = [compiler, "-O2", "-o", str(cls.program), str(cls.source)]
        return any(
            subprocess.run([*command, *names, "-lm"], capture_output=True).returncode == 0
            for names in cls.libraries)


class SymbolicPeer(PythonPeer):
    """A computer algebra system, given four minutes of CPU time."""

    script, limit = "symbolic_peer.py", 240

    def takes(self, task):
        return task.is_symbolic and task.size <= 1000

    def run(self, task):
        script = str(PEERS / self.script)
        command = [self.python, script, self.name.lower(), *task.arguments]
        return report_of(command, limit=self.limit)

    def version(self):
        module = self.name.lower()
        return output_of([self.python, "-c", f"import {module}; print({module}.__version__)"])


class SymPy(SymbolicPeer):
    name = "SymPy"


class SymEngine(SymbolicPeer):
    name = "SymEngine"


def available(program, install):
    """All contenders that are here; says what is missing and why."""
    contenders = [Zonal(program)]
    if make_environment():
        contenders += [Flint(), Mpmath(), SymPy(), SymEngine()]
    if not Arb.is_built() and install:
        install_packages(Arb.packages)
    if Arb.is_built():
        contenders.append(Arb())
    else:
        print("the C library Arb is missing and left out "
              f"(Debian: apt-get install {' '.join(Arb.packages)}, or --install)")
    if not shutil.which("gp") and install:
        install_packages(["pari-gp"])
    if shutil.which("gp"):
        contenders.append(Pari())
    else:
        print("PARI/GP is missing and left out (Debian: apt-get install pari-gp, or --install)")
    return contenders


def make_environment():
    """Creates the virtual environment of the Python peers when it is not there."""
    if (VENV / "complete").exists():
        return True
    try:
        output_of(["python3", "-m", "venv", str(VENV)])
        packages = ["python-flint", "mpmath", "gmpy2", "sympy", "symengine"]
        output_of([str(VENV / "bin" / "pip"), "install", "--quiet", *packages])
        (VENV / "complete").touch()
        return True
    except Failure as failure:
        print(f"the Python peers are missing and left out: {failure}")
        return False


def install_packages(names):
    """Installs Debian packages, with a word when that does not work."""
    prefix = [] if output_of(["id", "-u"]) == "0" else ["sudo"]
    try:
        output_of([*prefix, "apt-get", "install", "-y", "-qq", *names])
    except (Failure, FileNotFoundError) as failure:
        print(f"could not install {' '.join(names)}: {failure}")
