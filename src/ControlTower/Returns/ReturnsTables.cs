using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ControlTower.Returns;

internal sealed class ReturnCaseTable : IEntityTypeConfiguration<ReturnCase>
{
    public void Configure(EntityTypeBuilder<ReturnCase> table)
    {
        table.ToTable("return_case");
        table.HasKey(one => one.Id);
        table.Property(one => one.Id).ValueGeneratedNever();
        table.Property(one => one.Number).ValueGeneratedNever();
        table.HasMany(one => one.Lines).WithOne().HasForeignKey(line => line.ReturnId);
        table.HasOne<SalesOrder>().WithMany().HasForeignKey(one => one.ExchangeOrder); // so that the order is written before what names it
        table.Ignore(one => one.Name).Ignore(one => one.IsOpen);
    }
}

internal sealed class ReturnLineTable : IEntityTypeConfiguration<ReturnLine>
{
    public void Configure(EntityTypeBuilder<ReturnLine> table)
    {
        table.ToTable("return_line");
        table.HasKey(line => new { line.ReturnId, line.Seq });
    }
}

internal sealed class ReturnGradeTable : IEntityTypeConfiguration<ReturnGrade>
{
    public void Configure(EntityTypeBuilder<ReturnGrade> table)
    {
        table.ToTable("return_grade");
        table.HasKey(grade => grade.Id);
        table.Property(grade => grade.Id).ValueGeneratedNever();
    }
}

internal sealed class RefundTable : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> table)
    {
        table.ToTable("refund");
        table.HasKey(refund => refund.Id);
        table.Property(refund => refund.Id).ValueGeneratedNever();
        table.Ignore(refund => refund.Amount);
    }
}

internal sealed class ShopErrandTable : IEntityTypeConfiguration<ShopErrand>
{
    public void Configure(EntityTypeBuilder<ShopErrand> table)
    {
        table.ToTable("shop_errand");
        table.HasKey(errand => errand.Id);
        table.Property(errand => errand.Id).ValueGeneratedNever();
        table.Property(errand => errand.What).HasColumnType("jsonb");
    }
}
