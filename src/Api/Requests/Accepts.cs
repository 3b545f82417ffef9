using Microsoft.Net.Http.Headers;

namespace KillSwitch.Api.Requests;

/// <summary>Which of page and JSON somebody wants.</summary>
internal static class Accepts
{
    /// <summary>Whether JSON is preferred to a page. Without a preference it is the page: links are opened by people.</summary>
    public static bool Json(IReadOnlyList<string> accept)
    {
        if (!MediaTypeHeaderValue.TryParseList([.. accept], out var accepted))
            return false;
        double page = 0, json = 0;
        foreach (var type in accepted)
        {
            var quality = type.Quality ?? 1;
            if (type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) || type.MatchesAllTypes)
                page = Math.Max(page, quality);
            else if (IsJson(type))
                json = Math.Max(json, quality);
        }
        return json > page
            || json > 0 && json == page && !accepted.Any(t => t.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || type.MediaType.Equals("application/problem+json", StringComparison.OrdinalIgnoreCase);
}
