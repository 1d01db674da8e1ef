using Extensions.Jobs.Mvc;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.OpenApi;

/// <summary>All that an operation answers.</summary>
internal sealed class JobAnswers(IServiceProvider services)
{
    private static readonly Answer[] _ofStrangers =
    [
        new(401, AnswerContent.None, "It is not known who calls.") { Headers = [AnswerHeader.Challenge] },
        new(403, AnswerContent.None, "The caller may not do this."),
    ];

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
            JobRoutes.DeleteOutput => StoppingAnswers.OfDeleteOutput,
            _ => [],
        };
        return _callers.AreDemandedBy(mark.Descriptor) ? own.Concat(_ofStrangers) : own;
    }
}
