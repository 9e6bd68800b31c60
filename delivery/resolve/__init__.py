"""What stands at a path of a site: a page, a redirect, nothing any more, or nothing at all.

`hosts` finds the site, `paths` the page and what was there before, `destinations` where a redirect
leads in the end, and `viewsets` answers.
"""
