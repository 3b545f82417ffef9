using System.Globalization;
using System.Text;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary>Reads a path. The same text gives an equal path.</summary>
internal ref struct PathReader(string source, int depth = 0)
{
    /// <summary>The longest path that is read, in characters.</summary>
    private const int MaxLength = 10_000;

    /// <summary>How deep filters, their parentheses and negations may stand in each other.</summary>
    public const int MaxDepth = 50;

    private readonly string _text = source;
    private int _at;

    /// <exception cref="PathSyntaxException">The text is no path; the message says where.</exception>
    public static JsonPath Read(string source)
    {
        if (source.Length > MaxLength)
            throw new PathSyntaxException($"'{source[..40]}…' is not a path: it has {source.Length} characters, {MaxLength} are read");
        var reader = new PathReader(source);
        var path = reader.Path();
        if (reader._at < source.Length)
            throw reader.Wrong("unexpected character");
        return path;
    }

    /// <summary>Reads a path that other text may follow, and says where it ended.</summary>
    /// <param name="text">Around the path.</param>
    /// <param name="start">Where it starts: at its <c>$</c>, or in a filter its <c>@</c>.</param>
    /// <param name="depth">How deep in filters it stands.</param>
    /// <param name="end">Where it ended.</param>
    public static JsonPath ReadPrefix(string text, int start, int depth, out int end)
    {
        var reader = new PathReader(text, depth) { _at = start + 1 };
        var path = reader.AfterRoot();
        end = reader._at;
        return path with { Source = string.Concat("$", text.AsSpan(start + 1, end - start - 1)) };
    }

    private JsonPath Path() => Take('$') ? AfterRoot() : throw Wrong("a path starts with '$'");

    private JsonPath AfterRoot()
    {
        var root = PathRoot.Data;
        string? variable = null;
        if (Take('$'))
            root = PathRoot.Context;
        else if (_at < _text.Length && IsNameStart(_text[_at]))
        {
            root = PathRoot.Variable;
            variable = Name();
        }
        var steps = Steps();
        return new JsonPath(_text, root, variable, steps);
    }

    private List<PathStep> Steps()
    {
        var steps = new List<PathStep>();
        while (_at < _text.Length)
        {
            if (_text[_at] == '[')
                steps.Add(Bracket());
            else if (_text[_at] == '.')
                steps.Add(Dot());
            else
                break;
        }
        return steps;
    }

    private PathStep Dot()
    {
        _at++;
        if (Take('.'))
            return new DescendStep(_at < _text.Length && _text[_at] == '[' ? Bracket() : Named());
        if (_at < _text.Length && _text[_at] == '[')
            return Bracket();
        return Named();
    }

    private PathStep Named()
    {
        if (Take('*'))
            return new WildcardStep();
        var name = MemberName();
        return new MemberStep(name);
    }

    private PathStep Bracket()
    {
        _at++;
        Spaces();
        if (_at >= _text.Length)
            throw Wrong("'[' is not closed");
        PathStep step;
        switch (_text[_at])
        {
            case '*':
                _at++;
                step = new WildcardStep();
                break;
            case '?':
                step = Filter();
                break;
            case '\'' or '"':
                step = Quoted();
                break;
            default:
                step = Numbers();
                break;
        }
        Spaces();
        return Take(']') ? step : throw Wrong("expected ']'");
    }

    private PathStep Quoted()
    {
        var names = new List<string> { QuotedText() };
        Spaces();
        while (Take(','))
        {
            Spaces();
            names.Add(QuotedText());
            Spaces();
        }
        return names.Count == 1 ? new MemberStep(names[0]) : new MembersStep(names);
    }

    private PathStep Numbers()
    {
        var first = Integer();
        Spaces();
        if (Take(':'))
        {
            Spaces();
            return new SliceStep(first, Integer());
        }
        if (first is null)
            throw Wrong("expected an index, a name in quotes, '*', '?' or a slice");
        if (_at >= _text.Length || _text[_at] != ',')
            return new IndexStep(first.Value);
        var indexes = new List<int> { first.Value };
        while (Take(','))
        {
            Spaces();
            indexes.Add(Integer() ?? throw Wrong("expected an index"));
            Spaces();
        }
        return new IndexesStep(indexes);
    }

    private FilterStep Filter()
    {
        var start = _at;
        _at++;
        Spaces();
        if (depth >= MaxDepth)
            throw Wrong($"filters stand deeper than {MaxDepth} in each other");
        var filters = new FilterReader(_text, _at, depth);
        var filter = filters.Parenthesised();
        _at = filters.At;
        return new FilterStep(filter, _text[start.._at]);
    }

    private string QuotedText()
    {
        if (_at >= _text.Length || _text[_at] is not ('\'' or '"'))
            throw Wrong("expected a name in quotes");
        return QuotedText(_text, ref _at) ?? throw Wrong("a quoted name is not closed");
    }

    internal static string? QuotedText(string text, ref int at)
    {
        var quote = text[at++];
        var name = new StringBuilder();
        while (at < text.Length)
        {
            var c = text[at++];
            if (c == quote)
                return name.ToString();
            if (c == '\\' && at < text.Length && (text[at] == quote || text[at] == '\\'))
                c = text[at++];
            name.Append(c);
        }
        return null;
    }

    private int? Integer()
    {
        var start = _at;
        if (_at < _text.Length && _text[_at] == '-')
            _at++;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            _at++;
        if (start == _at)
            return null;
        return int.TryParse(_text.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Wrong("not an index");
    }

    private string Name()
    {
        var start = _at;
        while (_at < _text.Length && IsNamePart(_text[_at]))
            _at++;
        return start == _at ? throw Wrong("expected a name") : _text[start.._at];
    }

    /// <summary>After a dot any character may stand that does not end the step.</summary>
    private string MemberName()
    {
        var start = _at;
        while (
            _at < _text.Length
            && _text[_at]
                is not (
                    '.'
                    or '['
                    or ']'
                    or '('
                    or ')'
                    or ','
                    or ' '
                    or '*'
                    or '='
                    or '<'
                    or '>'
                    or '!'
                    or '&'
                    or '|'
                    or '@'
                    or '?'
                    or '"'
                    or '\''
                )
        )
            _at++;
        return start == _at ? throw Wrong("expected a name") : _text[start.._at];
    }

    private void Spaces()
    {
        while (_at < _text.Length && _text[_at] == ' ')
            _at++;
    }

    private bool Take(char c)
    {
        if (_at >= _text.Length || _text[_at] != c)
            return false;
        _at++;
        return true;
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';

    private readonly PathSyntaxException Wrong(string what) => new($"'{_text}' is not a path: {what} at position {_at + 1}");
}
