using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>Writes server-sent events, and lets each go at once.</summary>
internal sealed class EventWriter(HttpContext http, Stream output, JobPresenter presenter)
{
    /// <summary>A browser that is cut off comes back after so many milliseconds.</summary>
    public Task RetryAsync(CancellationToken cancellationToken) => WriteAsync("retry: 3000\n\n", cancellationToken);

    /// <summary>A comment: it tells whatever is on the way that the stream lives, and is no event.</summary>
    public Task HeartbeatAsync(CancellationToken cancellationToken) => WriteAsync(":\n\n", cancellationToken);

    public Task StatusAsync(JobStatus status, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(presenter.Present(http, status), JobStatusJsonContext.Default.JobStatus);
        var name = status.IsFinal ? "completed" : "status";
        var version = status.Version.ToString(CultureInfo.InvariantCulture);
        return WriteAsync($"event: {name}\nid: {version}\ndata: {json}\n\n", cancellationToken);
    }

    /// <summary>Without an id: a browser then comes back with the one before, and hears that the job is gone.</summary>
    public Task DeletedAsync(string id, CancellationToken cancellationToken) =>
        WriteAsync($"event: deleted\ndata: {{\"id\":\"{id}\"}}\n\n", cancellationToken);

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await output.FlushAsync(cancellationToken);
    }
}
