using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace KillSwitch.StepFunctions.Wire;

/// <summary>Pages of a list: the token names what was asked and how much of it has been given.</summary>
public static class Paging
{
    private const int MaxTokenLength = 1024;

    /// <param name="request">Holds maxResults and nextToken.</param>
    /// <param name="all">The whole list, in its order.</param>
    /// <param name="about">What is listed; a token of another list is refused.</param>
    public static (IReadOnlyList<T> Items, string? NextToken) Of<T>(Request request, IReadOnlyList<T> all, string about)
    {
        var from = 0;
        if (request.Optional("nextToken") is { } token)
        {
            if (token.Length > MaxTokenLength)
                throw Request.Constraint(token, "nextToken", $"Member must have length less than or equal to {MaxTokenLength}");
            from = Read(token, about) ?? throw new WireException("InvalidToken", $"Invalid Token: '{token}'");
        }
        var items = all.Skip(from).Take(request.MaxResults()).ToList();
        var next = from + items.Count;
        return (items, next < all.Count ? Write(next, about) : null);
    }

    private static string Write(int next, string about) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{next.ToString(CultureInfo.InvariantCulture)} {about}"));

    private static int? Read(string token, string about)
    {
        if (!Base64Url.IsValid(token))
            return null;
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return
            space > 0
            && text[(space + 1)..] == about
            && int.TryParse(text.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            ? from
            : null;
    }
}
