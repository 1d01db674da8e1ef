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
            JobActions.Create => CreatingAnswers.Of(mark.Type),
            JobActions.List => WatchingAnswers.OfList,
            JobActions.GetStatus => ReadingAnswers.OfStatus(mark.Type),
            JobActions.GetOutput => ReadingAnswers.OfOutput(mark.Type, _canRefuse),
            JobActions.Events => WatchingAnswers.OfEvents,
            JobActions.Cancel => StoppingAnswers.OfCancel,
            JobActions.Delete => StoppingAnswers.OfDelete,
            JobActions.DeleteOutput => StoppingAnswers.OfDeleteOutput,
            _ => [],
        };
        return _callers.AreDemandedBy(mark.Descriptor) ? own.Concat(_ofStrangers) : own;
    }
}
