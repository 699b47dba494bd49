"""The families of evidence: pieces of one family rest on the same look at the same facts, so they fall together.

How many families speak for a suspect says more than how many pieces do; benches take one family away at a time.
"""

from collections.abc import Iterable

OTHER = "other"
_FAMILIES = {
    "where trouble starts": (
        "accounts_for leaves_open trouble_starts_here callee_in_trouble callers_suffer suspect_healthy "
        "other_callers_fine suspect_silent callee_is_slow callee_fine_but_calls_fail trouble_of_its_own "
        "outside_our_watch refuses_its_caller slow_ways_meet path_cut"
    ),
    "order in time": "first_in_time others_were_first surge_before_onset surge_after_onset",
    "changes": (
        "change_before_onset trouble_soon_after_change change_after_onset changed_service_healthy only_merged "
        "failure_fits_change error_names_changed_value code_unchanged touches_failing_code touches_other_code "
        "far_from_failing_code calls_fail_since_change "
        "nothing_changed"
    ),
    "limits": "at_its_limit turned_away resource_moved resource_steady gives_up_sooner callers_give_up_sooner",
    "attempts": "attempts_rose pressed_by_retries",
    "how much is its own": "all_its_callers_wait",
    "network": "packets_sent_again packets_moved shared_host",
    "platform": "platform_says_so objects_disagree fault_below",
    "the team's knowledge": "symptom_present symptom_absent seen_before cause_before",
    "what people say": "check_answered check_refuted guessed_by_a_person ruled_out_by_a_person suggested_by_a_model",
}
_BY_NAME = {feature: family for family, names in _FAMILIES.items() for feature in names.split()}
_STARTS = {
    "moved_": "what moved",
    "own_added_": "how much is its own",
    "new_instances_": "new instances against old",
    "unlike_its_siblings": "new instances against old",
    "siblings_": "new instances against old",
    "exception_": "exceptions",
    "pods_": "platform",
    "errors_begin_": "what logs say",
    "change": "changes",
}
WORDS = "_words"


def family_of(feature: str) -> str:
    """The family of a kind of evidence; `other` for one that nobody has placed."""
    known = _BY_NAME.get(feature)
    start = next((family for start, family in _STARTS.items() if feature.startswith(start)), OTHER)
    return known or ("what logs say" if feature.endswith(WORDS) else start)


def speaking(said: Iterable[tuple[str, float]], least: float) -> frozenset[str]:
    """The families whose pieces (feature, log-odds) together speak for it by at least so much."""
    counted: dict[str, float] = {}
    for feature, weight in said:
        if weight > 0:
            family = family_of(feature)
            counted[family] = counted.get(family, 0.0) + weight
    return frozenset(family for family, weight in counted.items() if weight >= least)
