using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>304: the caller has what it asks for already.</summary>
internal sealed class UnchangedAnswer(string tag, JobStatus status) : JobAnswer(StatusCodes.Status304NotModified)
{
    protected override ReadOnlyMemory<byte>? Write(HttpContext http, JobPresenter presenter)
    {
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = Revalidate;
        presenter.AskAgain(http, status);
        return null;
    }
}
