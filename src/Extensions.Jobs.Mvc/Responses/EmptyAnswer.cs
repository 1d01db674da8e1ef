using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>204: done, or an output without content.</summary>
internal sealed class EmptyAnswer() : JobAnswer(StatusCodes.Status204NoContent)
{
    protected override ReadOnlyMemory<byte>? Write(HttpContext http, JobPresenter presenter) => null;
}
