namespace Extensions.Jobs.Tests.InMemory.Model;

public sealed class InMemoryModelTests
{
    [FsCheck.Xunit.Property(MaxTest = 200)]
    public void Whatever_is_done_in_whatever_order_memory_answers_as_the_model(ModelStep[] steps)
    {
        var run = new ModelRun();
        foreach (var step in steps)
        {
            run.Play(step);
        }
    }
}
