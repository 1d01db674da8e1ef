using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Extensions.Jobs.Mvc;

/// <summary>200: a page of jobs.</summary>
internal sealed class JobListAnswer(JobList list, string? cursor) : JobAnswer(StatusCodes.Status200OK)
{
    protected override ReadOnlyMemory<byte>? Write(HttpContext http, JobPresenter presenter)
    {
        var headers = http.Response.Headers;
        var links = new JobListLinks(
            presenter.Links.ToPage(http, cursor),
            list.Next is { } next ? presenter.Links.ToPage(http, next) : null
        );
        if (links.Next is not null)
        {
            headers.Append(HeaderNames.Link, $"<{links.Next}>; rel=\"next\"");
        }

        headers.Append(HeaderNames.Link, $"<{presenter.Links.ToPage(http, cursor: null)}>; rel=\"first\"");
        headers.CacheControl = Revalidate;
        http.Response.ContentType = MediaTypes.Json;
        return JsonSerializer.SerializeToUtf8Bytes(
            new JobListDocument(
                [.. list.Items.Select(job => new JobListItem(presenter.Present(http, job), JobTags.Of(job)))],
                links
            ),
            JobListJsonContext.Default.JobListDocument
        );
    }
}
