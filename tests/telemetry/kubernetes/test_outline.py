"""Text laid out by indentation, and the tables in it."""

from codriver.telemetry.kubernetes.outline import cut, outline, pairs, table_below

TEXT = """\
Name:    oven
Labels:  app=oven
         tier=hot
Empty:   <none>
Events:
  Type     Reason   Message
  ----     ------   -------
  Warning  BackOff  Back-off restarting
                    failed container
  Normal            no reason was told
"""


def test_lines_that_are_indented_deeper_stand_below() -> None:
    root = outline(TEXT.splitlines(), first=5)
    assert (root.say("Name"), root.say("Empty"), root.say("Nothing")) == ("oven", "", "")
    assert pairs(root.listed("Labels")) == {"app": "oven", "tier": "hot"}
    assert [line for _, line in root.listed("Labels")] == [6, 7]


def test_a_tables_cells_are_cut_at_its_columns_and_go_on_over_lines() -> None:
    lines = TEXT.splitlines()
    rows = [row for row, _ in table_below(outline(lines).get("Events"), lines)]
    assert rows[0] == {"Type": "Warning", "Reason": "BackOff", "Message": "Back-off restarting failed container"}
    assert rows[1] == {"Type": "Normal", "Reason": "", "Message": "no reason was told"}


def test_a_row_that_lost_its_columns_is_cut_at_wide_gaps() -> None:
    assert cut("Warning  BackOff  again and again", [0, 12, 20]) == ["Warning", "BackOff", "again and again"]
