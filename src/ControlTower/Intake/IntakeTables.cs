using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ControlTower.Intake;

internal sealed class SalesOrderTable : IEntityTypeConfiguration<SalesOrder>
{
    public void Configure(EntityTypeBuilder<SalesOrder> table)
    {
        table.ToTable("sales_order");
        table.HasKey(order => order.Id);
        table.Property(order => order.Id).ValueGeneratedNever();
        table.Property(order => order.Number).ValueGeneratedNever();
        table.Property(order => order.WhyHere).HasColumnType("jsonb");
        table.HasOne(order => order.Contact).WithOne().HasForeignKey<OrderContact>(contact => contact.OrderId);
        table.HasMany(order => order.Lines).WithOne().HasForeignKey(line => line.OrderId);
        table.HasMany(order => order.Holds).WithOne().HasForeignKey(hold => hold.OrderId);
        table.HasMany(order => order.Groups).WithOne().HasForeignKey(group => group.OrderId);
        table.HasMany(order => order.Parcels).WithOne().HasForeignKey(parcel => parcel.OrderId);
        table.Ignore(order => order.OpenHolds).Ignore(order => order.Total).Ignore(order => order.CodDue).Ignore(order => order.LiveParcels);
        table.Ignore(order => order.IsReleased).Ignore(order => order.IsOver);
    }
}

internal sealed class OrderContactTable : IEntityTypeConfiguration<OrderContact>
{
    public void Configure(EntityTypeBuilder<OrderContact> table)
    {
        table.ToTable("order_contact");
        table.HasKey(contact => contact.OrderId);
        table.Property(contact => contact.PhoneE164).HasColumnName("phone_e164");
        table.Property(contact => contact.Line1).HasColumnName("line1");
        table.Property(contact => contact.Line2).HasColumnName("line2");
        table.Ignore(contact => contact.PhoneToCall);
    }
}

internal sealed class OrderLineTable : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> table)
    {
        table.ToTable("order_line");
        table.HasKey(line => new { line.OrderId, line.LineNo });
        table.Ignore(line => line.Wanted).Ignore(line => line.HasBadQuantity);
    }
}

internal sealed class HoldTable : IEntityTypeConfiguration<Hold>
{
    public void Configure(EntityTypeBuilder<Hold> table)
    {
        table.ToTable("hold");
        table.HasKey(hold => hold.Id);
        table.Property(hold => hold.Id).ValueGeneratedNever();
        table.Ignore(hold => hold.IsOpen);
    }
}

internal sealed class FulfilmentGroupTable : IEntityTypeConfiguration<FulfilmentGroup>
{
    public void Configure(EntityTypeBuilder<FulfilmentGroup> table)
    {
        table.ToTable("fulfilment_group");
        table.HasKey(group => group.Id);
        table.Property(group => group.Id).ValueGeneratedNever();
        table.HasMany(group => group.Lines).WithOne().HasForeignKey(line => line.GroupId);
        table.Ignore(group => group.IsLive).Ignore(group => group.IsOnTheFloor);
    }
}

internal sealed class GroupLineTable : IEntityTypeConfiguration<GroupLine>
{
    public void Configure(EntityTypeBuilder<GroupLine> table)
    {
        table.ToTable("group_line");
        table.HasKey(line => new { line.GroupId, line.LineNo });
    }
}

internal sealed class OrderNoteTable : IEntityTypeConfiguration<OrderNote>
{
    public void Configure(EntityTypeBuilder<OrderNote> table)
    {
        table.ToTable("order_note");
        table.HasKey(note => note.Id);
        table.Property(note => note.Id).ValueGeneratedNever();
    }
}

internal sealed class InboundMessageTable : IEntityTypeConfiguration<InboundMessage>
{
    public void Configure(EntityTypeBuilder<InboundMessage> table)
    {
        table.ToTable("inbound_message");
        table.HasKey(message => message.Id);
        table.Property(message => message.Id).ValueGeneratedNever();
        table.Property(message => message.Headers).HasColumnType("jsonb");
    }
}

internal sealed class ChannelStoreTable : IEntityTypeConfiguration<ChannelStore>
{
    public void Configure(EntityTypeBuilder<ChannelStore> table)
    {
        table.ToTable("channel_store");
        table.HasKey(store => store.Key);
        table.Ignore(store => store.Facts);
    }
}

internal sealed class EarlyCancelTable : IEntityTypeConfiguration<EarlyCancel>
{
    public void Configure(EntityTypeBuilder<EarlyCancel> table)
    {
        table.ToTable("early_cancel");
        table.HasKey(cancel => new { cancel.Store, cancel.ExternalId });
    }
}
