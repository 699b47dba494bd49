r"""C and C++: the sanitizers (address, leak, thread, memory, undefined behaviour), libFuzzer, gdb, valgrind, glibc.

What it looks for: what the tool says went wrong and the first stack below it, `#0 0x... in f file.c:3:5`, gdb's
`#0  f (x=1) at file.c:3`, valgrind's `at 0x..: f (file.c:3)`, glibc's `./app(f+0x1c) [0x...]`; `terminate called`,
failed assertions and glibc's own words without any frame; `Check failed: x` of Chromium and Abseil. The first
stack counts in which anything but the machinery of the crash stands. Arguments are taken off names; aborts,
interceptors and allocators above the line that failed are left out. A sanitizer's words about a program whose own
runtime spoke (Go, Rust, Python, JavaScript) are left to that language. `ours` is false for the
sanitizers' interceptors, the C and C++ libraries, and frames whose source is not known.
When it is wrong: a library built from source beside the program counts as ours.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace, kept, lines_of

MARK = (
    r"(?:ERROR|WARNING): (?:\w+Sanitizer|libFuzzer): |:\d+:\d+: runtime error: |(?:^"
    r"|\n)#\d+ +(?:0x[0-9a-f]+ in )?[^\n]+ \([^\n]*\) at \S+:\d+|terminate called after throwing"
    r"|Program (?:received|terminated with) signal"
)
_RAISED = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r".*(?:ERROR|WARNING): ?(?:\w+Sanitizer|libFuzzer): ([A-Za-z][\w -]{0,100}?)(?= on | \(|: |:$| of size"
            r"|,|$)(.*)$"
        ),
        r".*?:\d{1,9}:\d{1,9}: runtime error: (.{1,200}?)(?=: |, | which | of type | for type | for \d|$)(.*)$",
        r".*?\b((?:Security )?(?:D?CHECK|Check) failed): (.*?)\.?\s*$",
        r".*Program (?:received|terminated with) signal (SIG\w{1,10}), (.*?)\.?$",
        r".*terminate called after throwing an instance of '([^']{1,300})'()$",
        (
            r".*?==\d+== (Invalid (?:read|write|free)|Conditional jump|Use of uninitialised value"
            r"|Jump to the invalid)(.*)$"
        ),
        r".*\*\*\* (stack smashing detected|buffer overflow detected)(.*)$",
        (
            r".*?((?:free|malloc|realloc|munmap_chunk|corrupted)\w*\(\)|double free or corruption"
            r"|corrupted [\w-]+ [\w-]+)(?:: | )(.*)$"
        ),
    )
)
_OFFSET = re.compile(r"(?:\+0x[0-9a-fA-F]+|(?: \?\?:\?| _asan_rtl_)$)")
_NUMBER = re.compile(r" ?(?:\b0x[0-9a-f]+|-?\b\d+)\b")
_ASSERT = re.compile(r"(?:.*?: )?(\S[^:\s]{0,300}):(\d{1,9}): (.{1,500}?): Assertion [`'](.*)' failed\.?$")
_PLACED = re.compile(r"(?:.*?\s)?(\S[^:\s]{0,400}):(\d{1,9}):\d{1,9}: runtime error: ")
_FRAME = re.compile(r"\s*#(\d{1,6})\s+(.*)$")
_IN = re.compile(r"0x[0-9a-fA-F]+ (?:in )?(.*)$")
_PLACE = re.compile(r"(.*?) (?:at )?((?:[A-Za-z]:)?[^\s():]{1,500}):(\d{1,9})(?::\d{1,9})?(?: \(.*)?$")
_MODULE = re.compile(r"(.*?)\s*\(([^()]{1,500}\+0x[0-9a-fA-F]+)\)(?: \(BuildId: \w+\))?\s*$")
_FROM = re.compile(r"(.*?) \(.{0,1000}\)(?: (?:from|at) (\S{1,500}))?$")
_VALGRIND = re.compile(r".*?==\d+==\s+(?:at|by) 0x[0-9A-F]+: (.{1,500}?) \((?:in )?([^():]{1,400})(?::(\d{1,9}))?\)$")
_GLIBC = re.compile(r"\s*(\S[^()\s]{0,400})\(([^()+]{0,300})\+0x[0-9a-f]+\)\s?\[0x[0-9a-f]+\]")
_FOREIGN = re.compile(
    r"__interceptor_|___interceptor|__asan|__lsan|__tsan|__msan|__ubsan|__sanitizer|__libc_|__GI_"
    r"|__gnu_cxx|__cxa|__cxxabi|__assert"
    r"|__pthread|__restore_rt|__stack_chk|__fortify|_start$|(?:std|boost|absl|testing|fuzzer)::|operator (?:new|delete)"
    r"|(?:abort|raise|gsignal|malloc|calloc|realloc|free|memcpy|memmove|memset|strlen|strcpy|strcmp|strdup"
    r"|printf|vprintf|clone|start_thread|backtrace)(?:\.\w+|@.*)?$"
)
MOST_STACKS = 8  # that are looked at for the one that failed
_CONTAINER_FILE = re.compile(r"/include/c\+\+/|/c\+\+/v1/|/bits/(?:stl|basic)_\w+\.h")  # inlined into who calls them
_MACHINE = re.compile(
    r"$|\?\?$|<unknown>$|__interceptor_|___interceptor|__(?:asan|lsan|tsan|msan|ubsan|sanitizer)|__GI_|__pthread_kill"
    r"|__assert|__cxa|__libc_message|__fortify"
    r"|__restore_rt|operator (?:new|delete)|(?:abort|raise|gsignal|malloc|calloc|realloc|free|backtrace"
    r"|tgkill|malloc_printerr)(?:\.\w+|@.*)?$"
    r"|std::(?:terminate|__throw|rethrow|__1::__throw|panicking|process::abort|sys)|core::panicking|rust_"
    r"|fuzzer::|pthread_kill"
    r"|(?:\w+::){0,6}(?:\w*Fatal\w*|LogMessage\w*::.*|LogMessage|~LogMessage|\w*OS::Abort|Abort"
    r"|CheckFailure|WTFCrash\w*|DebugBreak\w*|HandleCrash|PushStackTraceAndDie)$"
    r"|base::debug::|logging::|(?:absl|base)::(?:log_internal|cleanup_internal|Cleanup)|testing::|fuzztest::"
    r"|abort_message$|demangling_terminate_handler|_objc_terminate|std::__terminate|alloc::(?:alloc|raw_vec|vec)::"
    r"|__(?:hwasan|aeabi_mem|run_exit_handlers|fatal)|(?:mem(?:cpy|move|set|cmp)|str(?:n?dup|n?cpy|n?cmp|len|cat))\b"
    r"|(?:exit|_exit|wait4|do_system|system|Die|__stpcpy\w*|CrashTrampolineAsm)\b|<?lib(?:clang_rt|pthread|c|gcc_s)[.\w]*so"
    r"|linux-gate|std::__(?:1|Cr|ndk1)::|std::(?:vector|map|unordered_map|basic_string|unique_ptr|shared_ptr|function)\b"
)  # what stands above the line that failed because it failed
_OTHERS = re.compile(
    r"^goroutine \d+ \[running|panicked at |^Traceback \(most recent|Uncaught Exception: ", re.MULTILINE
)
_FOREIGN_FILE = re.compile(
    r"/libsanitizer/|compiler-rt/|/sysdeps/|^/usr/(?:include|lib)|/lib/x86_64|/lib64/|\.so(?:\.\d+)*$"
    r"|\.dll\b|/libstdc\+\+|/libcxx/|/bits/|/glibc|vg_replace_malloc|\.\./csu/|/nptl/"
)


@dataclass(frozen=True, slots=True)
class _Raised:
    at: int
    name: str
    message: str
    site: Frame | None = None


def read(text: str) -> StackTrace | None:
    """The first crash in the text, or None."""
    if _OTHERS.search(text):
        return None
    lines = lines_of(text)
    raised = _raised(lines)
    stack, frames = _stack(lines[_stack_from(lines, raised) :] if raised else lines)
    if raised:
        inner = frames or ([raised.site] if raised.site else [])
        return StackTrace("cpp", raised.name, raised.message, kept(inner[::-1]))
    return StackTrace("cpp", "", "", kept(frames[::-1])) if len(stack) > 1 else None


def _raised(lines: Sequence[str]) -> _Raised | None:
    for at, line in enumerate(lines):
        if "Assertion" in line and (found := _ASSERT.match(line)):
            site = Frame(file=found[1], line=int(found[2]), function=_bare(found[3]))
            return _Raised(at, "Assertion", found[4], site)
        for pattern in _RAISED:
            if found := pattern.match(line):
                return _Raised(
                    at, _NUMBER.sub("", found[1]).strip(), _message(found[2], lines[at + 1 : at + 3]), _site(line)
                )
    return None


def _message(rest: str, following: Sequence[str]) -> str:
    what = next((line.partition("what():")[2].strip() for line in following if "what():" in line), "")
    return what or rest.strip(" :")


def _site(line: str) -> Frame | None:
    placed = _PLACED.match(line)
    return Frame(file=placed[1], line=int(placed[2]), function="") if placed else None


def _stack_from(lines: Sequence[str], raised: _Raised) -> int:
    """Where to look for the stack: a sanitizer that saw the abort of a failed check knows files and lines."""
    if not raised.name.lower().endswith("check failed"):
        return raised.at
    later = (at for at in range(raised.at + 1, len(lines)) if "ERROR: " in lines[at] and "Sanitizer: " in lines[at])
    return next(later, raised.at)


def _stack(lines: Sequence[str]) -> tuple[list[Frame], list[Frame]]:
    """The first stack in which something failed that is not the machinery, else the first: whole, and what failed."""
    first: list[Frame] = []
    rest = lines
    for _ in range(MOST_STACKS):
        stack, after = _frames(rest)
        if any(not _is_machine(frame) for frame in stack):
            return stack, _failed(stack)
        first, rest = first or stack, rest[after:]
        if not rest:
            break
    return first, first


def _frames(lines: Sequence[str]) -> tuple[list[Frame], int]:
    """The first stack, innermost first, and where it ends."""
    frames: list[Frame] = []
    for at, line in enumerate(lines):
        frame = _frame(line)
        if frame and frames and line.lstrip().startswith("#0"):
            return frames, at
        if frame:
            frames.append(frame)
        elif frames and not line.strip(" =0123456789"):
            return frames, at
    return frames, len(lines)


def _failed(frames: list[Frame]) -> list[Frame]:
    """From the line that failed outwards: without the abort that followed, or the allocator that was asked."""
    first = next((at for at, frame in enumerate(frames) if not _is_machine(frame)), 0)
    return frames[first:]


def _is_machine(frame: Frame) -> bool:
    return bool(_MACHINE.match(frame.function) or _CONTAINER_FILE.search(frame.file))


def _frame(line: str) -> Frame | None:
    if "#" in line and (numbered := _FRAME.match(line)):
        return _numbered(numbered[2])
    if "==" in line and (found := _VALGRIND.match(line)):
        return _made(found[1], found[2], found[3])
    if "+0x" in line and (found := _GLIBC.match(line)):
        return _made(found[2], found[1], None)
    return None


def _numbered(rest: str) -> Frame | None:
    addressed = _IN.match(rest)
    told = addressed[1] if addressed else rest
    if found := _PLACE.match(told):
        return _made(found[1], found[2], found[3])
    if found := _MODULE.match(told):
        return _made(found[1], found[2].partition("+")[0], None)
    found = _FROM.match(told)
    if found and (addressed or found[2]):
        return _made(found[1], found[2] or "", None)
    return _made(told, "", None) if addressed and told.strip() else None


def _made(function: str, file: str, line: str | None) -> Frame:
    name = _bare(function)
    foreign = _FOREIGN.match(name) or _FOREIGN_FILE.search(file) or not file
    return Frame(file=file, line=int(line or 0), function=name, ours=not foreign)


def _bare(function: str) -> str:
    """The name without its arguments; `(anonymous namespace)` and `operator()` are part of it."""
    name = _OFFSET.sub("", function.strip())
    spared = name.replace("(anonymous namespace)", "<anonymous>").replace("operator()", "operator<>")
    cut = spared.partition("(")[0].strip()
    return cut.replace("<anonymous>", "(anonymous namespace)").replace("operator<>", "operator()") or name
