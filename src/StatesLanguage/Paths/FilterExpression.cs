using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary>The condition of a <see cref="FilterStep"/>.</summary>
internal abstract record FilterExpression
{
    /// <param name="item">What <c>@</c> is.</param>
    /// <param name="root">What <c>$</c> is.</param>
    /// <param name="within">Counts what its paths look at.</param>
    public abstract bool Holds(JsonElement item, JsonElement root, Selection within);

    internal sealed record And(FilterExpression Left, FilterExpression Right) : FilterExpression
    {
        public override bool Holds(JsonElement item, JsonElement root, Selection within) =>
            Left.Holds(item, root, within) && Right.Holds(item, root, within);
    }

    internal sealed record Or(FilterExpression Left, FilterExpression Right) : FilterExpression
    {
        public override bool Holds(JsonElement item, JsonElement root, Selection within) =>
            Left.Holds(item, root, within) || Right.Holds(item, root, within);
    }

    internal sealed record Not(FilterExpression Inner) : FilterExpression
    {
        public override bool Holds(JsonElement item, JsonElement root, Selection within) => !Inner.Holds(item, root, within);
    }

    internal sealed record Exists(FilterOperand Operand) : FilterExpression
    {
        public override bool Holds(JsonElement item, JsonElement root, Selection within) => Operand.Value(item, root, within) is not null;
    }

    internal sealed record Compare(FilterOperand Left, string Operator, FilterOperand Right) : FilterExpression
    {
        private static readonly TimeSpan RegexTime = TimeSpan.FromMilliseconds(250);

        public override bool Holds(JsonElement item, JsonElement root, Selection within)
        {
            var (left, right) = (Left.Value(item, root, within), Right.Value(item, root, within));
            return Operator switch
            {
                "==" => Same(left, right),
                "!=" => !Same(left, right),
                "<" => Order(left, right) < 0,
                "<=" => Order(left, right) <= 0,
                ">" => Order(left, right) > 0,
                ">=" => Order(left, right) >= 0,
                "=~" => left is { ValueKind: JsonValueKind.String }
                    && Right.Pattern is { } pattern
                    && IsMatch(left.Value.GetString()!, pattern),
                "in" => right is { ValueKind: JsonValueKind.Array } && right.Value.EnumerateArray().Any(x => Same(left, x, within)),
                "nin" => right is { ValueKind: JsonValueKind.Array } && !right.Value.EnumerateArray().Any(x => Same(left, x, within)),
                _ => false,
            };
        }

        private static bool IsMatch(string text, string pattern)
        {
            try
            {
                return Regex.IsMatch(text, pattern, RegexOptions.None, RegexTime);
            }
            catch (RegexMatchTimeoutException)
            {
                throw EvaluationException.Runtime($"The regular expression /{pattern}/ took longer than {RegexTime.TotalMilliseconds} ms.");
            }
        }

        private static bool Same(JsonElement? left, JsonElement? right) =>
            left is null || right is null ? left is null && right is null : Json.Equal(left.Value, right.Value);

        private static bool Same(JsonElement? left, JsonElement right, Selection within)
        {
            within.Look();
            return Same(left, right);
        }

        private static int? Order(JsonElement? left, JsonElement? right) =>
            (left, right) switch
            {
                ({ ValueKind: JsonValueKind.Number } l, { ValueKind: JsonValueKind.Number } r) => AsDouble(l).CompareTo(AsDouble(r)),
                ({ ValueKind: JsonValueKind.String } l, { ValueKind: JsonValueKind.String } r) => string.CompareOrdinal(
                    l.GetString(),
                    r.GetString()
                ),
                _ => null,
            };

        private static double AsDouble(JsonElement number) => double.Parse(number.GetRawText(), CultureInfo.InvariantCulture);
    }
}
