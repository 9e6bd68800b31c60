"""Settings: `base` is safe by default; `dev`, `test` and `production` each add what differs."""
