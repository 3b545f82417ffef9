using System.Diagnostics;
using System.Threading.Channels;
using KillSwitch.WebConsole.Traces;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Local.Telemetry;

/// <summary>
/// Keeps the spans of this process in the stack's data directory, for the console. Whoever does the work never waits for it: where the
/// disk does not keep up, or has no room, spans are missing, and nothing else is.
/// </summary>
internal sealed class SpanRecorder : IDisposable
{
    private const int MostWaiting = 10_000;
    private const int MostAtOnce = 500;
    private static readonly TimeSpan s_endsWithin = TimeSpan.FromSeconds(2);

    private readonly Channel<Span> _ended = Channel.CreateBounded<Span>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );
    private readonly SpanWriter _writer;
    private readonly ActivityListener _listener;
    private readonly Task _writing;

    /// <param name="folder">Where they are kept.</param>
    /// <param name="time">Names the files.</param>
    public SpanRecorder(string folder, TimeProvider time)
    {
        _writer = new SpanWriter(folder, time);
        _writing = Task.Run(WriteAsync);
        _listener = Tracing.Listen(Take);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _ended.Writer.Complete();
        _writing.Wait(s_endsWithin);
        _writer.Dispose();
    }

    private void Take(Activity ended)
    {
        if (ended.Recorded && ended.GetTagItem(Spans.Minor) is null)
            _ended.Writer.TryWrite(SpanOf.Activity(ended));
    }

    private async Task WriteAsync()
    {
        while (await _ended.Reader.WaitToReadAsync())
        {
            var spans = new List<Span>();
            while (spans.Count < MostAtOnce && _ended.Reader.TryRead(out var span))
                spans.Add(span);
            try
            {
                _writer.Write(spans);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Nobody is kept from killing because a trace cannot be written.
            }
        }
    }
}
