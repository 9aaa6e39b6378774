using NasStudio.Torch.Tests;
using Xunit.Sdk;
using Xunit.v3;

// The number of threads is a setting of the whole process, and tests of other projects run beside these.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(OneThread))]
