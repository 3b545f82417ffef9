using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Api.Approvals;

/// <summary>
/// Markup. What is interpolated into it is encoded as text, unless it is markup itself: nothing has to be remembered at each place.
/// </summary>
public sealed class Html
{
    private readonly string _markup;

    private Html(string markup) => _markup = markup;

    public static Html None { get; } = new("");

    public static Html Of(Handler handler) => new(handler.Markup);

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(p => p._markup)));

    public override string ToString() => _markup;

    [InterpolatedStringHandler]
    public readonly ref struct Handler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _text = new(literalLength + formattedCount * 32);

        public string Markup => _text.ToString();

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(Html markup) => _text.Append(markup._markup);

        public void AppendFormatted(string? text) => _text.Append(HtmlEncoder.Default.Encode(VisibleText.Of(text ?? "")));

        public void AppendFormatted(long number) => _text.Append(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
