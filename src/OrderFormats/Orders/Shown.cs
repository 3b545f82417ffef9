using KillSwitch.Workflows.Text;

namespace KillSwitch.OrderFormats.Orders;

/// <summary>What others wrote, for a message.</summary>
internal static class Shown
{
    private const int Longest = 40;

    public static string Of(string text) => VisibleText.Of(text.Length <= Longest ? text : text[..Longest] + "…");
}
