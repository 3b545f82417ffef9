using Spectre.Console.Rendering;

namespace KillSwitch.Local.Demo;

/// <summary>A line to be clicked or copied: it is not broken where the window ends, as a terminal does that better itself.</summary>
internal sealed class UnbrokenLine(string text) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => new(0, Math.Min(text.Length, maxWidth));

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [new Segment(text), Segment.LineBreak];
}
