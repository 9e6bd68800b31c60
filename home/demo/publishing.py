"""Publishes the demo's pages once they are filled."""


def publish(page):
    """Check a page as the editor would and publish it."""
    page.full_clean()
    page.save_revision(clean=False).publish()


def fill_and_publish(tree, link, fill, *details):
    """Fill and publish the page of a link, if this run made it."""
    if link in tree.new:
        planted = tree.directory.find(link)
        # Read again, with all that has been published since the tree was planted.
        page = type(planted).objects.get(pk=planted.pk)
        fill(page, tree.directory, *details)
        publish(page)
