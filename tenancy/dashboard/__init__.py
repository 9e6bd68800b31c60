"""What people see first in the admin: the work at their clinic, and where to do it."""
