-- A person may say which warehouse ships an order; null: the rules of sourcing choose.
alter table sales_order add column chosen_warehouse text references warehouse;
