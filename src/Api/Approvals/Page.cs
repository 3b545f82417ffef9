using System.Globalization;

namespace KillSwitch.Api.Approvals;

/// <summary>The frame around every page: one column that reads on a phone and on a desk, without anything that runs inline.</summary>
public static class Page
{
    public static Html Of(string title, string tone, string badge, string heading, Html content) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title} · KillSwitch</title>
        <link rel="stylesheet" href="/assets/approval.css">
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
        <script type="module" src="/assets/approval.js"></script>
        </head>
        <body>
        <header class="bar"><span class="mark" aria-hidden="true"></span>KillSwitch</header>
        <main data-tone="{tone}">
        <p class="badge">{badge}</p>
        <h1>{heading}</h1>
        {content}
        </main>
        </body>
        </html>

        """);

    /// <summary>An absolute time: a page may lie open for hours, and a countdown would be wrong in a printed copy.</summary>
    public static Html Time(long ts)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(ts);
        return Html.Of(
            $"""<time datetime="{time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}">{time.ToString("d MMMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}</time>"""
        );
    }
}
