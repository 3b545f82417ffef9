using System.Text;
using System.Text.RegularExpressions;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Fuzz.Tests.Scopes;

public sealed partial class ScopeFuzz
{
    [Fact]
    public void AnyText_IsAScopeThatOrdersCanHaveOrIsRefused() => Fuzzer.Run(new Target());

    [GeneratedRegex(
        @"\A(GLOBAL|(ACCOUNT|STRATEGY|DESK|TRADER|VENUE|FIRM):[A-Za-z0-9._\-/@]{1,64}|SYMBOL:(?! )[A-Za-z0-9._\-/@+=^#*$&:!%~ ]{1,64}(?<! ))\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();

    private sealed class Target() : FuzzTarget("scope")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } =
        [
            .. "GLOBAL|ACCOUNT:12345|SYMBOL:BRK.B|STRATEGY:ALGO_X|DESK:eq|SYMBOL:BACpL|account:1|SYMBOL:aapl|SYMBOL:"
                .Split('|')
                .Select(Encoding.UTF8.GetBytes),
        ];

        public override IReadOnlyList<string> Words { get; } =
        [
            "GLOBAL", "ACCOUNT", "SYMBOL", "STRATEGY", "DESK", "TRADER", "VENUE", "FIRM", "p", "260116C00150000", "$",
            ":", "a", "ı", "ß", "é", "K", " ", "@", "/", "\n", "\u202e",
        ];

        public override int ShortRun => 2000;

        public override void Try(byte[] input)
        {
            var text = Encoding.UTF8.GetString(input);
            var isScope = Scope.TryParse(text, out var scope, out var why);
            Assert.Equal(Form().IsMatch(text), isScope);
            if (!isScope)
            {
                Assert.Contains(Scope.Forms, why, StringComparison.Ordinal);
                Assert.DoesNotContain(why!, char.IsControl);
                return;
            }
            Assert.Equal(scope, Scope.Parse(scope.ToString()));
            Assert.True(
                scope.Kind switch
                {
                    ScopeKind.Account => scope.ToString() == text,
                    ScopeKind.Symbol => scope.Value == SymbolName.Normalised(text["SYMBOL:".Length..]),
                    _ => scope.ToString() == text.ToUpperInvariant(),
                },
                $"{text} became {scope}"
            );
        }
    }
}
