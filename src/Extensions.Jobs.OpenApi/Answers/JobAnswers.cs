using Extensions.Jobs.Mvc;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.OpenApi;

/// <summary>All that an operation answers.</summary>
internal sealed class JobAnswers(IServiceProvider services)
{
    private static readonly Answer _unknown = new(401, AnswerContent.None, "It is not known who calls.")
    {
        Headers = [AnswerHeader.Challenge],
    };

    // Without schema, for the application answers it too, and then it is empty.
    private static readonly Answer _forbidden = new(
        403,
        AnswerContent.Problem,
        "The caller may not do this; or nothing is known of him that can be the owner of jobs."
    )
    {
        HasSchema = false,
        Headers = [AnswerHeader.NoStore with { IsRequired = false }],
        Examples = ["no-owner"],
    };

    private readonly DemandedCallers _callers = new(services);

    private readonly bool _canRefuse = services
        .GetRequiredService<IOptions<MvcOptions>>()
        .Value.ReturnHttpNotAcceptable;

    public IEnumerable<Answer> Of(JobOperationMark mark)
    {
        var own = mark.Action switch
        {
            JobRoutes.Create => CreatingAnswers.Of(mark.Type),
            JobRoutes.List => WatchingAnswers.OfList,
            JobRoutes.GetStatus => ReadingAnswers.OfStatus(mark.Type),
            JobRoutes.GetOutput => ReadingAnswers.OfOutput(mark.Type, _canRefuse),
            JobRoutes.Events => WatchingAnswers.OfEvents,
            JobRoutes.Cancel => StoppingAnswers.OfCancel,
            JobRoutes.Delete => StoppingAnswers.OfDelete,
            JobRoutes.DeleteOutput => StoppingAnswers.OfDeleteOutput(mark.Type),
            _ => [],
        };
        // Every answer of these has the same Vary.
        var forbidden = mark.Action is JobRoutes.Create or JobRoutes.GetStatus or JobRoutes.GetOutput
            ? _forbidden.With(AnswerHeader.Vary with { IsRequired = false })
            : _forbidden;
        return _callers.AreDemandedBy(mark.Descriptor) ? own.Append(_unknown).Append(forbidden)
            : _callers.AreKnown ? own.Append(forbidden)
            : own;
    }
}
