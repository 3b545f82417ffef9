using System.Globalization;
using System.Text.RegularExpressions;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary>
/// Reads a filter: comparisons joined by <c>&amp;&amp;</c> and <c>||</c>, negated by <c>!</c>, grouped by parentheses. On the right of
/// an operator a word without quotes is a text, as the service reads it: <c>@.status==open</c> is <c>@.status == 'open'</c>.
/// </summary>
internal ref struct FilterReader(string text, int at, int depth)
{
    private readonly string _text = text;
    private int _depth = depth;

    public int At { get; private set; } = at;

    public FilterExpression Parenthesised()
    {
        Deeper();
        Expect('(');
        var expression = Or();
        Expect(')');
        _depth--;
        return expression;
    }

    private FilterExpression Or()
    {
        var left = And();
        while (Take("||"))
            left = new FilterExpression.Or(left, And());
        return left;
    }

    private FilterExpression And()
    {
        var left = Unary();
        while (Take("&&"))
            left = new FilterExpression.And(left, Unary());
        return left;
    }

    private FilterExpression Unary()
    {
        Spaces();
        if (At < _text.Length && _text[At] == '!' && !Next("!="))
        {
            At++;
            Deeper();
            var inner = Unary();
            _depth--;
            return new FilterExpression.Not(inner);
        }
        if (At < _text.Length && _text[At] == '(')
            return Parenthesised();
        var left = Operand(word: false);
        foreach (var op in (ReadOnlySpan<string>)["==", "!=", "<=", ">=", "=~", "<", ">", "nin", "in"])
        {
            if (Take(op))
                return new FilterExpression.Compare(left, op, Operand(word: true));
        }
        return new FilterExpression.Exists(left);
    }

    /// <param name="word">Whether a word without quotes may stand here.</param>
    private FilterOperand Operand(bool word)
    {
        Spaces();
        if (At >= _text.Length)
            throw Wrong();
        switch (_text[At])
        {
            case '@' or '$':
                var fromItem = _text[At] == '@';
                var path = PathReader.ReadPrefix(_text, At, _depth, out var end);
                At = end;
                return new FilterOperand(null, path, fromItem, null);
            case '\'' or '"':
                var position = At;
                var quoted = PathReader.QuotedText(_text, ref position) ?? throw Wrong();
                At = position;
                return new FilterOperand(Json.String(quoted), null, false, null);
            case '/':
                return Pattern();
            default:
                return Literal(word);
        }
    }

    private void Deeper()
    {
        if (++_depth > PathReader.MaxDepth)
            throw Wrong();
    }

    private FilterOperand Pattern()
    {
        var end = _text.IndexOf('/', At + 1);
        if (end < 0)
            throw Wrong();
        var pattern = _text[(At + 1)..end];
        At = end + 1;
        if (At < _text.Length && _text[At] == 'i')
        {
            pattern = "(?i)" + pattern;
            At++;
        }
        try
        {
            _ = new Regex(pattern);
        }
        catch (ArgumentException)
        {
            throw Wrong();
        }
        return new FilterOperand(null, null, false, $"^(?:{pattern})$");
    }

    private FilterOperand Literal(bool word)
    {
        var start = At;
        var depth = 0;
        while (At < _text.Length && (depth > 0 || _text[At] is not (' ' or ')' or '&' or '|' or '=' or '<' or '>' or '!')))
        {
            depth += _text[At] switch { '[' => 1, ']' => -1, _ => 0 };
            At++;
        }
        var source = _text[start..At];
        var literal = source.Replace('\'', '"');
        if (
            double.TryParse(literal, CultureInfo.InvariantCulture, out _)
            || literal is "true" or "false" or "null"
            || literal.StartsWith('[')
        )
        {
            if (Json.TryParse(literal, out var value))
                return new FilterOperand(value, null, false, null);
        }
        return word && IsWord(source) ? new FilterOperand(Json.String(source), null, false, null) : throw Wrong();
    }

    private static bool IsWord(string text) =>
        text.Length > 0
        && char.IsLetterOrDigit(text[0])
        && text.All(c => char.IsLetterOrDigit(c) || "_-.:/+#".Contains(c, StringComparison.Ordinal));

    private bool Next(string word) => string.CompareOrdinal(_text, At, word, 0, word.Length) == 0;

    private bool Take(string word)
    {
        Spaces();
        if (!Next(word))
            return false;
        At += word.Length;
        return true;
    }

    private void Expect(char c)
    {
        Spaces();
        if (At >= _text.Length || _text[At] != c)
            throw Wrong();
        At++;
    }

    private void Spaces()
    {
        while (At < _text.Length && _text[At] == ' ')
            At++;
    }

    private readonly PathSyntaxException Wrong() => new($"'{_text}' is not a path: the filter cannot be read at position {At + 1}");
}
