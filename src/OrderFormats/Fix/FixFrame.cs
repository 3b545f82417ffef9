namespace KillSwitch.OrderFormats.Fix;

/// <summary>A message in a log: where it stands, and whether it is whole.</summary>
/// <param name="Before">Where what the log says before it begins: the end of the message before.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="Body">The first byte behind BodyLength.</param>
/// <param name="BodyEnd">The byte behind the body: the trailer's first.</param>
/// <param name="End">The byte behind it.</param>
/// <param name="Fault">What is wrong with it.</param>
internal readonly record struct FixFrame(int Before, int Start, int Body, int BodyEnd, int End, FixFault Fault);
