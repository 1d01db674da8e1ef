namespace Extensions.Jobs.Specification;

/// <summary>Lets contenders go at the same moment.</summary>
internal static class Contest
{
    /// <summary>Many contenders that do the same.</summary>
    public static Task<T[]> RunAsync<T>(int contenders, Func<int, Task<T>> act) =>
        RunAsync([.. Enumerable.Range(0, contenders).Select(i => (Func<Task<T>>)(() => act(i)))]);

    /// <summary>Contenders that do different things.</summary>
    public static Task<T[]> RunAsync<T>(params Func<Task<T>>[] acts)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var missing = acts.Length;
        return Task.WhenAll(Array.ConvertAll(acts, act => Task.Run(() => RunAsync(act))));

        async Task<T> RunAsync(Func<Task<T>> act)
        {
            // The last one opens the gate for all.
            if (Interlocked.Decrement(ref missing) == 0)
            {
                start.SetResult();
            }

            await start.Task;
            return await act();
        }
    }
}
