using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>200: the output, as it is stored.</summary>
internal sealed class OutputAnswer(ReadOnlyMemory<byte> json, long version, JobStatus status)
    : JobAnswer(StatusCodes.Status200OK)
{
    protected override ReadOnlyMemory<byte>? Write(HttpContext http, JobPresenter presenter)
    {
        var headers = http.Response.Headers;
        headers.ETag = JobTags.OfOutput(version);
        headers.CacheControl = Revalidate;
        presenter.LinkToMonitor(http, status.Id);
        JobPresenter.TellExpiry(headers, status);
        http.Response.ContentType = MediaTypes.Json;
        return json;
    }
}
