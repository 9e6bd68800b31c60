"""What a clinic's editor sees and decides of the text that the page inherits.

`words` names the parts, `part_state` and `states` say of each whether it is shared, the clinic's
own, hidden or stale, `panels` show that in the editor, `decisions` and `views` carry out what an
editor decides, and `report` lists every stale override (`report_rows` reads them).
"""
