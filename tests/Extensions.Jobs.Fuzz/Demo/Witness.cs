using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Extensions.Jobs.Fuzz;

/// <summary>Sees from within whether a route of ours answers, and whether requests are still under way.</summary>
internal sealed class Witness : IStartupFilter
{
    private volatile bool _isOurs;
    private int _underWay;

    /// <summary>Whether the latest answer that was begun is one of ours.</summary>
    public bool IsOurs => _isOurs;

    /// <summary>Until no request is under way.</summary>
    public async Task UntilIdleAsync()
    {
        while (Volatile.Read(ref _underWay) > 0)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    public void Forget() => _isOurs = false;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(WatchAsync);
            next(app);
        };

    private async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        Interlocked.Increment(ref _underWay);
        context.Response.OnStarting(() =>
        {
            var controller = context
                .GetEndpoint()
                ?.Metadata.GetMetadata<ControllerActionDescriptor>()
                ?.ControllerTypeInfo;
            _isOurs =
                controller?.IsGenericType == true && controller.GetGenericTypeDefinition() == typeof(JobsController<,>);
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
