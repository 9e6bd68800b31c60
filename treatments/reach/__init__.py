"""What publishing a page of the library would change: a dry run of the code that makes documents.

`dry_run` makes the documents as they are and as they would be, `candidates` finds the pages that
may differ, `comparison` and `names` say how, and `reach` puts it together for the editor.
"""

from .reach import ClinicReach, Reach, reach, reach_of_unpublishing

__all__ = ["ClinicReach", "Reach", "reach", "reach_of_unpublishing"]
