using Extensions.Jobs.Mvc;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.OpenApi;

/// <summary>All that an operation answers.</summary>
internal sealed class JobAnswers(IServiceProvider services)
{
    private static readonly Answer _unknown = Problems
        .New(401, "It is not known who calls.")
        .With(AnswerHeader.Challenge) with
    {
        Examples = ["unknown-caller"],
    };

    private static readonly Answer _forbidden = Problems.New(
        403,
        "The caller may not do this; or nothing is known of him that can be the owner of jobs."
    ) with
    {
        Examples = ["forbidden", "no-owner"],
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
        Answer[] refusals =
            _callers.AreDemandedBy(mark.Descriptor) ? [_unknown, _forbidden]
            : _callers.AreKnown ? [_forbidden]
            : [];
        // As all answers of these.
        var varies = mark.Action is JobRoutes.GetStatus or JobRoutes.GetOutput;
        return own.Concat(varies ? refusals.Select(each => each.With(AnswerHeader.Vary)) : refusals);
    }
}
