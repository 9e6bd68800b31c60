"""What every page must stand up to, whoever looks at it."""

from axe_playwright_python.sync_playwright import Axe

PHONE = {"width": 375, "height": 812}
DESKTOP = {"width": 1280, "height": 900}


def assert_no_axe_violations(page, context=None):
    """Run every rule of axe on the page, or on the part of it that the selector names."""
    violations = Axe().run(page, context=context).response["violations"]
    assert not violations, "\n".join(
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    {node['html']}"
        for violation in violations
        for node in violation["nodes"]
    )


def assert_no_sideways_scroll(page):
    """Check that nothing on the page is wider than the window."""
    wide = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.querySelectorAll("body *")]
                .filter((element) => element.getBoundingClientRect().right > width + 1)
                .map((element) => element.outerHTML.slice(0, 120));
        }"""
    )
    assert not wide, "Wider than the window:\n" + "\n".join(wide)
