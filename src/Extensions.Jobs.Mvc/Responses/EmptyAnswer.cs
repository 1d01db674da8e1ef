using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>204: done, or an output without content.</summary>
/// <param name="preferences">What the caller said of the answer; null: nothing that could matter.</param>
internal sealed class EmptyAnswer(Preferences? preferences = null) : JobAnswer(StatusCodes.Status204NoContent)
{
    protected override ReadOnlyMemory<byte>? Write(HttpContext http, JobPresenter presenter)
    {
        if (preferences is { ReturnMinimal: true })
        {
            preferences.TellApplied(http, isCreation: false);
        }

        return null;
    }
}
