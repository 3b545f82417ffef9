namespace KillSwitch.OrderFormats.Lobster;

/// <summary>A line of a message file.</summary>
/// <param name="Ms">Unix ms.</param>
/// <param name="Time">As it is written.</param>
/// <param name="Kind">1 new, 2 cancelled in part, 3 deleted, 4 executed, 5 executed unseen, 6 cross, 7 halt.</param>
/// <param name="Order">Its number.</param>
/// <param name="Shares">How many.</param>
/// <param name="Price">In ten-thousandths.</param>
/// <param name="Side">1 to buy, -1 to sell.</param>
internal readonly record struct LobsterMessage(long Ms, string Time, int Kind, ulong Order, long Shares, long Price, long Side);
