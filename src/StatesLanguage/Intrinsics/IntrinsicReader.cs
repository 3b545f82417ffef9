using System.Text;
using KillSwitch.StatesLanguage.Paths;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>Reads a call: <c>States.Format('{} of {}', $.a, States.ArrayLength($.b))</c>.</summary>
internal ref struct IntrinsicReader(string source)
{
    private static readonly Dictionary<string, IIntrinsic> Functions = new IIntrinsic[]
    {
        new Array(),
        new ArrayContains(),
        new ArrayGetItem(),
        new ArrayLength(),
        new ArrayPartition(),
        new ArrayRange(),
        new ArrayUnique(),
        new Base64Decode(),
        new Base64Encode(),
        new Format(),
        new Hash(),
        new JsonMerge(),
        new JsonToString(),
        new MathAdd(),
        new MathRandom(),
        new StringSplit(),
        new StringToJson(),
        new Uuid(),
    }.ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>How deep calls may stand in calls; the service's quota.</summary>
    private const int MaxDepth = 10;

    private readonly string _text = source;
    private int _at;
    private int _depth;

    /// <exception cref="PathSyntaxException">The text is no call of a known function.</exception>
    public static IntrinsicCall Read(string source)
    {
        var reader = new IntrinsicReader(source);
        reader.Spaces();
        var call = reader.Call();
        reader.Spaces();
        return reader._at == source.Length ? call : throw reader.Wrong();
    }

    private IntrinsicCall Call()
    {
        if (++_depth > MaxDepth)
            throw Wrong();
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '.' or '_'))
            _at++;
        if (!Functions.TryGetValue(_text[start.._at], out var function))
            throw Wrong();
        Spaces();
        Expect('(');
        var arguments = new List<IntrinsicArgument>();
        Spaces();
        if (_at < _text.Length && _text[_at] != ')')
        {
            do
            {
                arguments.Add(Argument());
                Spaces();
            }
            while (Take(','));
        }
        Expect(')');
        if (arguments.Count < function.Arity.Least || arguments.Count > function.Arity.Most)
            throw Wrong();
        _depth--;
        return new IntrinsicCall(function, arguments, _text[start.._at]);
    }

    private IntrinsicArgument Argument()
    {
        Spaces();
        if (_at >= _text.Length)
            throw Wrong();
        switch (_text[_at])
        {
            case '\'':
                return new(Json.String(Quoted()), null, null);
            case '$':
                var path = PathReader.ReadPrefix(_text, _at, 0, out var end);
                _at = end;
                return new(null, path, null);
            case 'S':
                return new(null, null, Call());
        }
        var start = _at;
        while (_at < _text.Length && _text[_at] is not (',' or ')' or ' '))
            _at++;
        return
            Json.TryParse(_text[start.._at], out var literal)
            && literal.ValueKind
                is not (
                    System.Text.Json.JsonValueKind.Object
                    or System.Text.Json.JsonValueKind.Array
                    or System.Text.Json.JsonValueKind.String
                )
            ? new(literal, null, null)
            : throw Wrong();
    }

    /// <summary>A backslash keeps the next character from ending the text; before a brace it stays, for Format to see.</summary>
    private string Quoted()
    {
        var text = new StringBuilder();
        _at++;
        while (_at < _text.Length)
        {
            var c = _text[_at++];
            if (c == '\'')
                return text.ToString();
            if (c == '\\')
            {
                if (_at >= _text.Length)
                    break;
                var escaped = _text[_at++];
                if (escaped is '{' or '}')
                    text.Append('\\');
                else if (escaped is not ('\'' or '\\'))
                    throw Wrong();
                text.Append(escaped);
                continue;
            }
            text.Append(c);
        }
        throw Wrong();
    }

    private void Expect(char c)
    {
        Spaces();
        if (!Take(c))
            throw Wrong();
    }

    private bool Take(char c)
    {
        if (_at >= _text.Length || _text[_at] != c)
            return false;
        _at++;
        return true;
    }

    private void Spaces()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private readonly PathSyntaxException Wrong() =>
        new($"'{_text}' is not a valid JSONPath or intrinsic function call (position {_at + 1})");
}
