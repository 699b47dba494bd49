from codriver.telemetry.logs.templates.slots import Slot, slots


def test_a_slot_that_always_holds_the_same_says_so() -> None:
    texts = [f"connection to 10.0.0.7 failed after {n} ms" for n in (1, 2, 2, 3, 4)]
    host, wait = slots("connection to <ip> failed after <num> ms", texts)
    assert (host.kind, host.always) == ("ip", "10.0.0.7")
    assert (wait.values, wait.always) == ((("2", 2), ("1", 1), ("3", 1)), "")


def test_a_few_records_are_not_enough_for_always() -> None:
    assert slots("user <name>", ["user ann"] * 4)[0].always == ""
    assert slots("user <name>", ["user ann"] * 5) == (Slot("name", (("ann", 5),), 5),)


def test_a_record_that_cannot_be_laid_beside_its_template_is_left_out() -> None:
    assert slots("from <ip>: closed", ["something else", "from  10.0.0.1: closed"])[0].looked_at == 1
    assert slots("from <ip>: closed", ["something else"]) == ()
    assert slots("no slot", ["no slot"]) == ()


def test_a_record_that_fits_only_half_of_the_template_is_left_out() -> None:
    half = "took 5 of something else done"
    whole = [f"took {n} of {n + 1} steps done" for n in range(3)]

    assert [slot.looked_at for slot in slots("took <num> of <num> steps done", [half, *whole])] == [3, 3]
    assert slots("took <num> of <num> steps done", [half]) == ()
