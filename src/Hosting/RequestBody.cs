using Microsoft.AspNetCore.Http;

namespace KillSwitch.Hosting;

/// <summary>A request's body, whole. The server's size limit is what bounds it.</summary>
public static class RequestBody
{
    /// <exception cref="BadHttpRequestException">It is too large, too slow or cannot be read; the status says which.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(buffer, cancellationToken);
        }
        catch (IOException e) when (e is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            // The web server's word for a chunk as long as no number can say.
            throw new BadHttpRequestException("The body's chunks cannot be read.", e);
        }
        return buffer.ToArray();
    }
}
